CREATE TABLE "charte" (
	"org_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"texte" text NOT NULL,
	"publiee_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "charte_org_id_version_pk" PRIMARY KEY("org_id","version")
);
--> statement-breakpoint
ALTER TABLE "charte" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "charte_signature" (
	"org_id" uuid NOT NULL,
	"compte_id" text NOT NULL,
	"version" integer NOT NULL,
	"signee_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "charte_signature_org_id_compte_id_version_pk" PRIMARY KEY("org_id","compte_id","version")
);
--> statement-breakpoint
ALTER TABLE "charte_signature" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "correspondance" (
	"org_id" uuid NOT NULL,
	"empreinte" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"modifiee_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "correspondance_org_id_empreinte_pk" PRIMARY KEY("org_id","empreinte")
);
--> statement-breakpoint
ALTER TABLE "correspondance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "importation" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"compte_id" text NOT NULL,
	"nature" text NOT NULL,
	"etat" text NOT NULL,
	"empreinte" text NOT NULL,
	"options" jsonb NOT NULL,
	"resume" jsonb,
	"defauts" "bytea",
	"fait" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"depose_le" timestamp(3) with time zone NOT NULL,
	"vu_le" timestamp(3) with time zone NOT NULL,
	"confirme_le" timestamp(3) with time zone,
	CONSTRAINT "importation_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "importation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "importation_fichier" (
	"org_id" uuid NOT NULL,
	"importation_id" text NOT NULL,
	"boite" "bytea" NOT NULL,
	"expire_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "importation_fichier_org_id_importation_id_pk" PRIMARY KEY("org_id","importation_id")
);
--> statement-breakpoint
ALTER TABLE "importation_fichier" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "importation_ligne" (
	"org_id" uuid NOT NULL,
	"importation_id" text NOT NULL,
	"intervention_id" text NOT NULL,
	"seance_id" text NOT NULL,
	CONSTRAINT "importation_ligne_org_id_importation_id_intervention_id_pk" PRIMARY KEY("org_id","importation_id","intervention_id")
);
--> statement-breakpoint
ALTER TABLE "importation_ligne" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitation" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"compte_id" text NOT NULL,
	"jeton_hash" text NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	"expire_le" timestamp(3) with time zone NOT NULL,
	"close_le" timestamp(3) with time zone,
	CONSTRAINT "invitation_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rdvsp" (
	"org_id" uuid NOT NULL,
	"actif" boolean NOT NULL,
	"secret" "bytea" NOT NULL,
	"liens" jsonb NOT NULL,
	"modifie_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "rdvsp_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "rdvsp" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rdvsp_recu" (
	"org_id" uuid NOT NULL,
	"cle" text NOT NULL,
	"type" text NOT NULL,
	"suite" text NOT NULL,
	"donnees" jsonb NOT NULL,
	"recu_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "rdvsp_recu_org_id_cle_pk" PRIMARY KEY("org_id","cle")
);
--> statement-breakpoint
ALTER TABLE "rdvsp_recu" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lieu" ADD COLUMN "ferme_le" date;--> statement-breakpoint
ALTER TABLE "lieu" ADD COLUMN "remplace_par" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "secours" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "appareil" text;--> statement-breakpoint
ALTER TABLE "charte" ADD CONSTRAINT "charte_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charte_signature" ADD CONSTRAINT "charte_signature_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correspondance" ADD CONSTRAINT "correspondance_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "importation" ADD CONSTRAINT "importation_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "importation_fichier" ADD CONSTRAINT "importation_fichier_org_id_importation_id_importation_org_id_id_fk" FOREIGN KEY ("org_id","importation_id") REFERENCES "public"."importation"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "importation_ligne" ADD CONSTRAINT "importation_ligne_org_id_importation_id_importation_org_id_id_fk" FOREIGN KEY ("org_id","importation_id") REFERENCES "public"."importation"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rdvsp" ADD CONSTRAINT "rdvsp_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rdvsp_recu" ADD CONSTRAINT "rdvsp_recu_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "importation_depot" ON "importation" USING btree ("org_id","depose_le");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_jeton" ON "invitation" USING btree ("jeton_hash");--> statement-breakpoint
CREATE POLICY "isolation" ON "charte" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "charte_signature" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "correspondance" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "importation" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "importation_fichier" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "importation_ligne" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "invitation" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "invitation" AS PERMISSIVE FOR SELECT TO public USING (jeton_hash = nullif(current_setting('app.invitation', true), ''));--> statement-breakpoint
CREATE POLICY "isolation" ON "rdvsp" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "rdvsp_recu" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "invitation" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "charte" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "charte_signature" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "correspondance" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "importation" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "importation_fichier" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "importation_ligne" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rdvsp" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rdvsp_recu" FORCE ROW LEVEL SECURITY;
