CREATE TABLE "certificat" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"nature" text NOT NULL,
	"donnees" jsonb NOT NULL,
	"le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "certificat_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "certificat" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demande_droit" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"nature" text NOT NULL,
	"recue_le" date NOT NULL,
	"reponse" text,
	"repondue_le" date,
	"par" text,
	"certificat_id" text,
	CONSTRAINT "demande_droit_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "demande_droit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fusion_personne" (
	"org_id" uuid NOT NULL,
	"rang" integer NOT NULL,
	"type" text NOT NULL,
	"de" text NOT NULL,
	"vers" text NOT NULL,
	"par" text NOT NULL,
	"le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "fusion_personne_org_id_rang_pk" PRIMARY KEY("org_id","rang")
);
--> statement-breakpoint
ALTER TABLE "fusion_personne" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gel" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"nature" text NOT NULL,
	"objet_id" text NOT NULL,
	"motif_code" text NOT NULL,
	"du" date NOT NULL,
	"au_inclus" date,
	"par" text NOT NULL,
	CONSTRAINT "gel_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "gel" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "index_personne" (
	"org_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"personne_id" text NOT NULL,
	CONSTRAINT "index_personne_org_id_tag_personne_id_pk" PRIMARY KEY("org_id","tag","personne_id")
);
--> statement-breakpoint
ALTER TABLE "index_personne" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mandat_archive" (
	"org_id" uuid NOT NULL,
	"mandat_id" text NOT NULL,
	"le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "mandat_archive_org_id_mandat_id_pk" PRIMARY KEY("org_id","mandat_id")
);
--> statement-breakpoint
ALTER TABLE "mandat_archive" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statistique_archivee" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	CONSTRAINT "statistique_archivee_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "statistique_archivee" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tete_signee" (
	"org_id" uuid NOT NULL,
	"registre" text NOT NULL,
	"jour" date NOT NULL,
	"jws" text NOT NULL,
	CONSTRAINT "tete_signee_org_id_registre_jour_pk" PRIMARY KEY("org_id","registre","jour")
);
--> statement-breakpoint
ALTER TABLE "tete_signee" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "certificat" ADD CONSTRAINT "certificat_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demande_droit" ADD CONSTRAINT "demande_droit_org_id_certificat_id_certificat_org_id_id_fk" FOREIGN KEY ("org_id","certificat_id") REFERENCES "public"."certificat"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fusion_personne" ADD CONSTRAINT "fusion_personne_org_id_de_personne_org_id_id_fk" FOREIGN KEY ("org_id","de") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fusion_personne" ADD CONSTRAINT "fusion_personne_org_id_vers_personne_org_id_id_fk" FOREIGN KEY ("org_id","vers") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gel" ADD CONSTRAINT "gel_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "index_personne" ADD CONSTRAINT "index_personne_org_id_personne_id_personne_org_id_id_fk" FOREIGN KEY ("org_id","personne_id") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandat_archive" ADD CONSTRAINT "mandat_archive_org_id_mandat_id_mandat_org_id_id_fk" FOREIGN KEY ("org_id","mandat_id") REFERENCES "public"."mandat"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statistique_archivee" ADD CONSTRAINT "statistique_archivee_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tete_signee" ADD CONSTRAINT "tete_signee_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificat_le" ON "certificat" USING btree ("org_id","le");--> statement-breakpoint
CREATE INDEX "demande_droit_recue" ON "demande_droit" USING btree ("org_id","recue_le");--> statement-breakpoint
CREATE INDEX "index_personne_de" ON "index_personne" USING btree ("org_id","personne_id");--> statement-breakpoint
CREATE POLICY "isolation" ON "certificat" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "demande_droit" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "fusion_personne" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "gel" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "index_personne" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "mandat_archive" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "statistique_archivee" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "tete_signee" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "index_personne" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "fusion_personne" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gel" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "certificat" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "statistique_archivee" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mandat_archive" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "demande_droit" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tete_signee" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Retention and erasure are the only ways out of the histories of the séances: the login of the application may not
-- delete from them, it may call these two functions, which the walls between organisations hold as they hold any query.
CREATE FUNCTION oublier(nature text, objet text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  CASE nature
    WHEN 'intervention' THEN
      DELETE FROM diagnostic d WHERE d.intervention_id = objet;
      DELETE FROM orientation o WHERE o.intervention_id = objet;
      DELETE FROM seance_evenement e WHERE e.donnees->'donnees'->'intervention'->>'id' = objet
        OR e.donnees->'donnees'->>'interventionId' = objet;
      DELETE FROM intervention i WHERE i.id = objet;
    WHEN 'diagnostic' THEN DELETE FROM diagnostic d WHERE d.id = objet;
    WHEN 'orientation' THEN DELETE FROM orientation o WHERE o.id = objet;
    WHEN 'suivi' THEN DELETE FROM suivi s WHERE s.id = objet;
    WHEN 'adressage' THEN DELETE FROM adressage a WHERE a.id = objet;
    ELSE RAISE EXCEPTION 'unknown kind' USING ERRCODE = 'invalid_parameter_value';
  END CASE;
END
$$;--> statement-breakpoint
-- An erased person was received, and counts: her visits stay, as visits of nobody.
CREATE FUNCTION detacher(personne text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
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
