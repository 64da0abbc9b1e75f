CREATE TABLE "preference" (
	"org_id" uuid NOT NULL,
	"compte_id" text NOT NULL,
	"taille" text NOT NULL,
	"theme" text NOT NULL,
	"langue" text NOT NULL,
	"choisie_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "preference_org_id_compte_id_pk" PRIMARY KEY("org_id","compte_id")
);
--> statement-breakpoint
ALTER TABLE "preference" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "preference" ADD CONSTRAINT "preference_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "preference" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "preference" FORCE ROW LEVEL SECURITY;
