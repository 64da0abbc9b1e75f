CREATE TABLE "lieu_acces" (
	"org_id" uuid NOT NULL,
	"lieu_id" text NOT NULL,
	"adresse" text NOT NULL,
	"acces" text,
	CONSTRAINT "lieu_acces_org_id_lieu_id_pk" PRIMARY KEY("org_id","lieu_id")
);
--> statement-breakpoint
ALTER TABLE "lieu_acces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lieu_acces" ADD CONSTRAINT "lieu_acces_org_id_lieu_id_lieu_org_id_id_fk" FOREIGN KEY ("org_id","lieu_id") REFERENCES "public"."lieu"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "lieu_acces" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "lieu_acces" AS PERMISSIVE FOR SELECT TO public USING (exists (select 1 from lieu l where l.org_id = lieu_acces.org_id and l.id = lieu_acces.lieu_id and nullif(current_setting('app.ou_venir', true), '') is not null));
--> statement-breakpoint
-- Policies of tables made before page_publique: written by hand, since the former snapshots hold them already.
CREATE POLICY "ouverture" ON "lieu" AS PERMISSIVE FOR SELECT TO public USING (nullif(current_setting('app.ou_venir', true), '') is not null and exists (select 1 from permanence p where p.org_id = lieu.org_id and p.donnees->>'lieuId' = lieu.id and p.donnees->>'publique' = 'true'));--> statement-breakpoint
CREATE POLICY "ouverture" ON "permanence" AS PERMISSIVE FOR SELECT TO public USING (nullif(current_setting('app.ou_venir', true), '') is not null and donnees->>'publique' = 'true' and exists (select 1 from page_publique q where q.org_id = permanence.org_id));--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "lieu_acces" FORCE ROW LEVEL SECURITY;
