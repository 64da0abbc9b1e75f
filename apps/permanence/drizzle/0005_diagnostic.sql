CREATE TABLE "frein_mois" (
	"org_id" uuid NOT NULL,
	"mois" text NOT NULL,
	"frein" text NOT NULL,
	"nombre" integer NOT NULL,
	CONSTRAINT "frein_mois_org_id_mois_frein_pk" PRIMARY KEY("org_id","mois","frein")
);
--> statement-breakpoint
ALTER TABLE "frein_mois" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "diagnostic" ADD COLUMN "suites" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "frein_mois" ADD CONSTRAINT "frein_mois_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "frein_mois" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "frein_mois" FORCE ROW LEVEL SECURITY;
