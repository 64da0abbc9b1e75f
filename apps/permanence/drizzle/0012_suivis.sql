CREATE TABLE "service" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"nom" text NOT NULL,
	CONSTRAINT "service_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "service" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "adressage" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"service_id" text NOT NULL,
	"auteur_id" text NOT NULL,
	"perimetre" text NOT NULL,
	"urgence" boolean NOT NULL,
	"echeance" date,
	"langue" text NOT NULL,
	"recu_le" timestamp(3) with time zone NOT NULL,
	"boite" "bytea" NOT NULL,
	"accepte_le" timestamp(3) with time zone,
	"accepte_par_id" text,
	"lieu_id" text,
	"creneau_le" date,
	"creneau_heure" text,
	"passage_id" text,
	"personne_id" text,
	"intervention_id" text,
	"retour_code" text,
	"retour_le" timestamp(3) with time zone,
	CONSTRAINT "adressage_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "adressage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suivi" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"personne_id" text,
	"demarche_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"ouvert_le" date NOT NULL,
	"clos_le" date,
	"prochaine_le" date,
	"donnees" jsonb NOT NULL,
	CONSTRAINT "suivi_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "suivi" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suivi_geste" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"suivi_id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	"recu_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "suivi_geste_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "suivi_geste" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "compte" ADD COLUMN "service_id" text;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adressage" ADD CONSTRAINT "adressage_org_id_service_id_service_org_id_id_fk" FOREIGN KEY ("org_id","service_id") REFERENCES "public"."service"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adressage" ADD CONSTRAINT "adressage_org_id_auteur_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","auteur_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adressage" ADD CONSTRAINT "adressage_org_id_lieu_id_lieu_org_id_id_fk" FOREIGN KEY ("org_id","lieu_id") REFERENCES "public"."lieu"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adressage" ADD CONSTRAINT "adressage_org_id_personne_id_personne_org_id_id_fk" FOREIGN KEY ("org_id","personne_id") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suivi" ADD CONSTRAINT "suivi_org_id_personne_id_personne_org_id_id_fk" FOREIGN KEY ("org_id","personne_id") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suivi_geste" ADD CONSTRAINT "suivi_geste_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adressage_recu" ON "adressage" USING btree ("org_id","recu_le");--> statement-breakpoint
CREATE INDEX "adressage_service" ON "adressage" USING btree ("org_id","service_id");--> statement-breakpoint
CREATE INDEX "suivi_personne" ON "suivi" USING btree ("org_id","personne_id");--> statement-breakpoint
CREATE INDEX "suivi_du" ON "suivi" USING btree ("org_id","prochaine_le");--> statement-breakpoint
CREATE INDEX "suivi_ouvert" ON "suivi" USING btree ("org_id","clos_le","ouvert_le");--> statement-breakpoint
CREATE INDEX "suivi_geste_suivi" ON "suivi_geste" USING btree ("org_id","suivi_id");--> statement-breakpoint
ALTER TABLE "compte" ADD CONSTRAINT "compte_org_id_service_id_service_org_id_id_fk" FOREIGN KEY ("org_id","service_id") REFERENCES "public"."service"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "service" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "adressage" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "suivi" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "suivi_geste" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "suivi" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "suivi_geste" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "adressage" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "service" FORCE ROW LEVEL SECURITY;
