CREATE TABLE "code_public" (
	"org_id" uuid NOT NULL,
	"cle" text NOT NULL,
	"mandat_id" text NOT NULL,
	"kind" text NOT NULL,
	"engagement" text NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "code_public_org_id_cle_pk" PRIMARY KEY("org_id","cle")
);
--> statement-breakpoint
ALTER TABLE "code_public" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "telephone" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "courriel" text;--> statement-breakpoint
ALTER TABLE "code_public" ADD CONSTRAINT "code_public_org_id_mandat_id_mandat_org_id_id_fk" FOREIGN KEY ("org_id","mandat_id") REFERENCES "public"."mandat"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "code_public_cle" ON "code_public" USING btree ("cle");--> statement-breakpoint
CREATE UNIQUE INDEX "code_public_mandat" ON "code_public" USING btree ("org_id","mandat_id","kind") WHERE kind <> 'T';--> statement-breakpoint
CREATE POLICY "isolation" ON "code_public" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "code_public" AS PERMISSIVE FOR SELECT TO public USING (cle = nullif(current_setting('app.code', true), ''));--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "code_public" FORCE ROW LEVEL SECURITY;
