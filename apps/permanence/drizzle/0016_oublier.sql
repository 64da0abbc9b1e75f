-- Suivis, referrals and their lines in the queue go with what they belong to.
CREATE OR REPLACE FUNCTION oublier(nature text, objet text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  CASE nature
    WHEN 'intervention' THEN
      DELETE FROM diagnostic d WHERE d.intervention_id = objet;
      DELETE FROM orientation o WHERE o.intervention_id = objet;
      DELETE FROM importation_ligne l WHERE l.intervention_id = objet;
      DELETE FROM seance_evenement e WHERE e.donnees->'donnees'->'intervention'->>'id' = objet
        OR e.donnees->'donnees'->>'interventionId' = objet;
      DELETE FROM intervention i WHERE i.id = objet;
    WHEN 'diagnostic' THEN DELETE FROM diagnostic d WHERE d.id = objet;
    WHEN 'orientation' THEN DELETE FROM orientation o WHERE o.id = objet;
    WHEN 'suivi' THEN
      DELETE FROM suivi_geste g WHERE g.suivi_id = objet;
      DELETE FROM suivi s WHERE s.id = objet;
    WHEN 'adressage' THEN
      DELETE FROM passage p WHERE p.adressage_id = objet;
      DELETE FROM adressage a WHERE a.id = objet;
    ELSE RAISE EXCEPTION 'unknown kind' USING ERRCODE = 'invalid_parameter_value';
  END CASE;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION detacher(personne text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM suivi_geste g USING suivi s
    WHERE s.org_id = g.org_id AND s.id = g.suivi_id AND s.personne_id = detacher.personne;
  DELETE FROM suivi s WHERE s.personne_id = detacher.personne;
  DELETE FROM passage p USING adressage a
    WHERE a.org_id = p.org_id AND a.id = p.adressage_id AND a.personne_id = detacher.personne;
  DELETE FROM adressage a WHERE a.personne_id = detacher.personne;
  UPDATE intervention i
    SET donnees = jsonb_set(i.donnees, '{personne}',
      jsonb_build_object('nature', 'anonyme', 'profil', i.donnees->'personne'->'profil'))
    WHERE i.donnees->'personne'->>'id' = detacher.personne;
  UPDATE seance_evenement e
    SET donnees = jsonb_set(e.donnees, '{donnees,intervention,personne}',
      jsonb_build_object('nature', 'anonyme', 'profil', e.donnees->'donnees'->'intervention'->'personne'->'profil'))
    WHERE e.donnees->'donnees'->'intervention'->'personne'->>'id' = detacher.personne;
END
$$;
