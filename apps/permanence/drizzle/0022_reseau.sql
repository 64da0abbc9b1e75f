CREATE TABLE "reseau" (
	"org_id" uuid NOT NULL,
	"nom" text NOT NULL,
	"code" text NOT NULL,
	"ouvert_le" timestamp(3) with time zone NOT NULL,
	"par" text NOT NULL,
	CONSTRAINT "reseau_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "reseau" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reseau_membre" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"meneur_id" uuid NOT NULL,
	"reseau" text NOT NULL,
	"structure" text NOT NULL,
	"accord_le" timestamp(3) with time zone NOT NULL,
	"accord_par" text NOT NULL,
	"revoque_le" timestamp(3) with time zone,
	"revoque_par" text,
	CONSTRAINT "reseau_membre_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "reseau_membre" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "rapport_fige_une_fois";--> statement-breakpoint
ALTER TABLE "rapport" ADD COLUMN "commun" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reseau" ADD CONSTRAINT "reseau_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reseau_membre" ADD CONSTRAINT "reseau_membre_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reseau_membre" ADD CONSTRAINT "reseau_membre_meneur_id_reseau_org_id_fk" FOREIGN KEY ("meneur_id") REFERENCES "public"."reseau"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reseau_code" ON "reseau" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "reseau_membre_en_vigueur" ON "reseau_membre" USING btree ("org_id") WHERE revoque_le is null;--> statement-breakpoint
CREATE INDEX "reseau_membre_meneur" ON "reseau_membre" USING btree ("meneur_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rapport_fige_une_fois" ON "rapport" USING btree ("org_id","audience","du","au","millesime","commun") WHERE etat = 'fige';--> statement-breakpoint
CREATE POLICY "isolation" ON "reseau" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "reseau" AS PERMISSIVE FOR SELECT TO public USING (code = nullif(current_setting('app.reseau_code', true), ''));--> statement-breakpoint
CREATE POLICY "isolation" ON "reseau_membre" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "meneur" ON "reseau_membre" AS PERMISSIVE FOR SELECT TO public USING (meneur_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "reseau" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "reseau_membre" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The one door from a structure to the réseau that it said yes to: what counts, without any id, name, pseudonym, commune,
-- place, time or word. The owner of the tables is under row level security like everyone: each structure is read as itself,
-- in turn, and only while its yes to the caller is in force. Months, not days.
CREATE FUNCTION reseau_faits(du date, au date) RETURNS TABLE (rang integer, nature text, donnees jsonb)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  meneur text := coalesce(current_setting('app.org_id', true), '');
  sel text := gen_random_uuid()::text;
  membres uuid[];
BEGIN
  IF meneur = '' THEN RETURN; END IF;
  SELECT array_agg(m.org_id ORDER BY md5(sel || m.org_id::text)) INTO membres FROM reseau_membre m
    WHERE m.meneur_id = meneur::uuid AND m.org_id <> meneur::uuid AND m.revoque_le IS NULL;
  FOR i IN 1 .. coalesce(array_length(membres, 1), 0) LOOP
    PERFORM set_config('app.org_id', membres[i]::text, true);
    RETURN QUERY
      WITH RECURSIVE derniers AS (
        SELECT DISTINCT ON (f.de) f.type, f.de, f.vers FROM fusion_personne f
          WHERE f.type IN ('fusion', 'defusion') ORDER BY f.de, f.rang DESC
      ), suites (de, vers, pas) AS (
        SELECT d.de, d.vers, 1 FROM derniers d WHERE d.type = 'fusion'
        UNION ALL
        SELECT s.de, d.vers, s.pas + 1 FROM suites s JOIN derniers d ON d.de = s.vers AND d.type = 'fusion'
          WHERE s.pas < 50
      ), racines AS (
        SELECT DISTINCT ON (s.de) s.de, s.vers FROM suites s ORDER BY s.de, s.pas DESC
      ), lieux AS MATERIALIZED (
        SELECT l.id, l.territoire_id, l.nature, row_number() OVER (ORDER BY md5(sel || l.id)) AS n FROM lieu l
      ), visites AS MATERIALIZED (
        SELECT v.id, v.date, v.donnees AS d, s.lieu_id, coalesce(r.vers, v.donnees->'personne'->>'id') AS qui
          FROM intervention v
          LEFT JOIN seance s ON s.org_id = v.org_id AND s.id = v.donnees->>'seanceId'
          LEFT JOIN racines r ON r.de = v.donnees->'personne'->>'id'
          WHERE v.date BETWEEN reseau_faits.du AND reseau_faits.au AND v.donnees->>'annulee' IS NULL
      ), personnes AS MATERIALIZED (
        SELECT p.qui, row_number() OVER (ORDER BY md5(sel || p.qui)) AS n
          FROM (SELECT DISTINCT v.qui FROM visites v WHERE v.qui IS NOT NULL) p
      )
      SELECT i, 'lieu', jsonb_build_object('lieu', l.n, 'territoireId', l.territoire_id, 'nature', l.nature) FROM lieux l
      UNION ALL
      (SELECT i, 'intervention', jsonb_build_object(
          'mois', to_char(v.date, 'YYYY-MM'), 'lieu', l.n, 'personne', p.n,
          'profil', (v.d->'personne'->'profil') - 'communeInsee',
          'motifsVenue', v.d->'motifsVenue', 'dureeMin', v.d->'dureeMin', 'canal', v.d->'canal',
          'tiers', v.d->'tiers', 'renoncement', v.d->'renoncement',
          'actes', (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
              'demarcheId', a->'objet'->'demarcheId', 'catalogue', a->'objet'->'catalogue', 'theme', a->'objet'->'theme',
              'mode', a->'mode', 'appui', a->'appui', 'motifPour', a->'motifPour', 'issue', a->'issue'->'code',
              'actesFaits', a->'actesFaits', 'saisieIdentifiants', a->'saisieIdentifiants',
              'mandat', a ? 'mandatId', 'accord', a->'relecture'->'accord')))
            FROM jsonb_array_elements(v.d->'actes') a))
        FROM visites v LEFT JOIN lieux l ON l.id = v.lieu_id LEFT JOIN personnes p ON p.qui = v.qui
        ORDER BY md5(sel || v.id));
  END LOOP;
  PERFORM set_config('app.org_id', meneur, true);
END
$$;
--> statement-breakpoint
-- What the structures tied to the caller by a réseau, as its leader or as one of its members, have published to funders or
-- to all: the lines of their ledgers, and the common reports. Published figures, so that nothing is told by a subtraction.
CREATE FUNCTION reseau_publie() RETURNS TABLE (structure uuid, nature text, contenu text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  moi text := coalesce(current_setting('app.org_id', true), '');
  meneurs uuid[];
  liees uuid[];
  une uuid;
BEGIN
  IF moi = '' THEN RETURN; END IF;
  SELECT array_agg(DISTINCT m.meneur_id) INTO meneurs FROM reseau_membre m;
  liees := coalesce(meneurs, '{}');
  FOREACH une IN ARRAY coalesce(meneurs, '{}') LOOP
    PERFORM set_config('app.org_id', une::text, true);
    liees := liees || ARRAY(SELECT m.org_id FROM reseau_membre m WHERE m.meneur_id = une);
  END LOOP;
  FOR une IN SELECT DISTINCT u FROM unnest(liees) u WHERE u <> moi::uuid LOOP
    PERFORM set_config('app.org_id', une::text, true);
    RETURN QUERY SELECT une, 'ligne', p.ligne FROM registre_publication p
      WHERE p.ligne::jsonb->>'audience' <> 'internal' ORDER BY p.seq;
    RETURN QUERY SELECT une, 'commun', r.contenu FROM rapport r
      WHERE r.commun AND r.etat = 'fige' AND r.audience <> 'internal'
        AND r.contenu::jsonb->'reseau'->'structures' ? moi;
  END LOOP;
  PERFORM set_config('app.org_id', moi, true);
END
$$;
