CREATE TABLE "importation_atelier" (
	"org_id" uuid NOT NULL,
	"importation_id" text NOT NULL,
	"atelier_id" text NOT NULL,
	CONSTRAINT "importation_atelier_org_id_importation_id_atelier_id_pk" PRIMARY KEY("org_id","importation_id","atelier_id")
);
--> statement-breakpoint
ALTER TABLE "importation_atelier" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avis" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"lieu_id" text NOT NULL,
	"date" date NOT NULL,
	"visage" integer,
	CONSTRAINT "avis_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "avis" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "adressage" ADD COLUMN "retour_par_id" text;--> statement-breakpoint
ALTER TABLE "importation_atelier" ADD CONSTRAINT "importation_atelier_org_id_importation_id_importation_org_id_id_fk" FOREIGN KEY ("org_id","importation_id") REFERENCES "public"."importation"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "importation_atelier" ADD CONSTRAINT "importation_atelier_org_id_atelier_id_atelier_org_id_id_fk" FOREIGN KEY ("org_id","atelier_id") REFERENCES "public"."atelier"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avis" ADD CONSTRAINT "avis_org_id_lieu_id_lieu_org_id_id_fk" FOREIGN KEY ("org_id","lieu_id") REFERENCES "public"."lieu"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "avis_jour" ON "avis" USING btree ("org_id","date");--> statement-breakpoint
ALTER TABLE "adressage" ADD CONSTRAINT "adressage_org_id_retour_par_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","retour_par_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "importation_atelier" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "avis" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "importation_atelier" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "avis" FORCE ROW LEVEL SECURITY;
