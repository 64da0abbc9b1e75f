CREATE TABLE "atelier" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"lieu_id" text NOT NULL,
	"adresse" text,
	"date" date NOT NULL,
	"debut" text NOT NULL,
	"duree_min" integer NOT NULL,
	"theme" text NOT NULL,
	"niveau" text NOT NULL,
	"places" integer,
	"animateur" text,
	"lien" integer,
	"donnees" jsonb,
	"tenu_le" timestamp(3) with time zone,
	"annule_le" timestamp(3) with time zone,
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "atelier_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "atelier" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lieu_public" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	"version" text NOT NULL,
	"importe_le" timestamp(3) with time zone NOT NULL,
	"retire_le" timestamp(3) with time zone,
	CONSTRAINT "lieu_public_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "lieu_public" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "orientation" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"intervention_id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	"statut" text NOT NULL,
	"relance_le" date NOT NULL,
	"expire_le" date NOT NULL,
	"atelier_id" text,
	"fiche" integer,
	"modifie_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "orientation_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "orientation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "atelier" ADD CONSTRAINT "atelier_org_id_lieu_id_lieu_org_id_id_fk" FOREIGN KEY ("org_id","lieu_id") REFERENCES "public"."lieu"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lieu_public" ADD CONSTRAINT "lieu_public_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orientation" ADD CONSTRAINT "orientation_org_id_intervention_id_intervention_org_id_id_fk" FOREIGN KEY ("org_id","intervention_id") REFERENCES "public"."intervention"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orientation" ADD CONSTRAINT "orientation_org_id_atelier_id_atelier_org_id_id_fk" FOREIGN KEY ("org_id","atelier_id") REFERENCES "public"."atelier"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "atelier_date" ON "atelier" USING btree ("org_id","date");--> statement-breakpoint
CREATE INDEX "orientation_intervention" ON "orientation" USING btree ("org_id","intervention_id");--> statement-breakpoint
CREATE INDEX "orientation_attente" ON "orientation" USING btree ("org_id","statut","relance_le");--> statement-breakpoint
CREATE UNIQUE INDEX "orientation_fiche" ON "orientation" USING btree ("org_id","atelier_id","fiche") WHERE fiche is not null;--> statement-breakpoint
CREATE POLICY "isolation" ON "atelier" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "lieu_public" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "orientation" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "lieu_public" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "atelier" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "orientation" FORCE ROW LEVEL SECURITY;
