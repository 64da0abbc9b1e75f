CREATE TABLE "apparence" (
	"org_id" uuid NOT NULL,
	"theme" text NOT NULL,
	"choisie_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "apparence_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "apparence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "apparence" ADD CONSTRAINT "apparence_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "apparence" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "apparence" FORCE ROW LEVEL SECURITY;
