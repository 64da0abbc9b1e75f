ALTER TABLE "apparence" ADD COLUMN "logo" "bytea";--> statement-breakpoint
ALTER TABLE "apparence" ADD COLUMN "logo_type" text;--> statement-breakpoint
ALTER TABLE "apparence" ADD COLUMN "logo_largeur" integer;--> statement-breakpoint
ALTER TABLE "apparence" ADD COLUMN "logo_hauteur" integer;--> statement-breakpoint
ALTER TABLE "apparence" ADD COLUMN "logo_empreinte" text;--> statement-breakpoint
ALTER TABLE "apparence" ADD CONSTRAINT "apparence_logo_entier" CHECK (num_nulls(logo, logo_type, logo_largeur, logo_hauteur, logo_empreinte) in (0, 5));--> statement-breakpoint
CREATE POLICY "ouverture" ON "apparence" AS PERMISSIVE FOR SELECT TO public USING (nullif(current_setting('app.ou_venir', true), '') is not null and exists (select 1 from page_publique q where q.org_id = apparence.org_id));