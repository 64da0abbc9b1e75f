CREATE TABLE "financement" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	"saisi_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "financement_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "financement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rapport" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"etat" text NOT NULL,
	"audience" text NOT NULL,
	"du" date NOT NULL,
	"au" date NOT NULL,
	"millesime" date NOT NULL,
	"structure" text NOT NULL,
	"fictive" boolean NOT NULL,
	"tete" text,
	"hash" text NOT NULL,
	"contenu" text NOT NULL,
	"auteur_id" text NOT NULL,
	"calcule_le" timestamp(3) with time zone NOT NULL,
	"fige_le" timestamp(3) with time zone,
	CONSTRAINT "rapport_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "rapport" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "registre_publication" (
	"org_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"rapport_id" text NOT NULL,
	"hash" text NOT NULL,
	"ligne" text NOT NULL,
	CONSTRAINT "registre_publication_org_id_seq_pk" PRIMARY KEY("org_id","seq")
);
--> statement-breakpoint
ALTER TABLE "registre_publication" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "financement" ADD CONSTRAINT "financement_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rapport" ADD CONSTRAINT "rapport_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registre_publication" ADD CONSTRAINT "registre_publication_org_id_rapport_id_rapport_org_id_id_fk" FOREIGN KEY ("org_id","rapport_id") REFERENCES "public"."rapport"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rapport_ouvert" ON "rapport" USING btree ("audience","etat");--> statement-breakpoint
CREATE UNIQUE INDEX "rapport_fige_une_fois" ON "rapport" USING btree ("org_id","audience","du","au","millesime") WHERE etat = 'fige';--> statement-breakpoint
CREATE POLICY "isolation" ON "financement" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "rapport" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "rapport" AS PERMISSIVE FOR SELECT TO public USING (etat = 'fige' and audience = 'open' and current_setting('app.donnees_ouvertes', true) = 'oui');--> statement-breakpoint
CREATE POLICY "isolation" ON "registre_publication" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "rapport" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "registre_publication" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "financement" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What was published is published: neither the application nor the owner of the tables rewrites it.
CREATE FUNCTION rapport_fige() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'published once for all' USING ERRCODE = 'restrict_violation';
END
$$;--> statement-breakpoint
CREATE TRIGGER "rapport_fige" BEFORE UPDATE OR DELETE ON "rapport"
  FOR EACH ROW WHEN (OLD.etat = 'fige') EXECUTE FUNCTION rapport_fige();--> statement-breakpoint
CREATE TRIGGER "registre_publication_fige" BEFORE UPDATE OR DELETE ON "registre_publication"
  FOR EACH ROW EXECUTE FUNCTION rapport_fige();
