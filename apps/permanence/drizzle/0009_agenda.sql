CREATE TABLE "absence" (
	"org_id" uuid NOT NULL,
	"permanence_id" text NOT NULL,
	"date" date NOT NULL,
	"agent_id" text NOT NULL,
	"remplacant_id" text,
	"notee_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "absence_org_id_permanence_id_date_agent_id_pk" PRIMARY KEY("org_id","permanence_id","date","agent_id")
);
--> statement-breakpoint
ALTER TABLE "absence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "page_publique" (
	"org_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"ouverte" boolean NOT NULL,
	"nom" text NOT NULL,
	"telephone" text,
	"zone" text NOT NULL,
	"fictive" boolean NOT NULL,
	CONSTRAINT "page_publique_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "page_publique" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "passage" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"lieu_id" text NOT NULL,
	"permanence_id" text,
	"date" date NOT NULL,
	"heure" text,
	"etat" text NOT NULL,
	"langue" text,
	"interprete" boolean NOT NULL,
	"adressage_id" text,
	"boite" "bytea",
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "passage_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "passage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_org_id_permanence_id_permanence_org_id_id_fk" FOREIGN KEY ("org_id","permanence_id") REFERENCES "public"."permanence"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_org_id_agent_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","agent_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_org_id_remplacant_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","remplacant_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_publique" ADD CONSTRAINT "page_publique_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passage" ADD CONSTRAINT "passage_org_id_lieu_id_lieu_org_id_id_fk" FOREIGN KEY ("org_id","lieu_id") REFERENCES "public"."lieu"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absence_jour" ON "absence" USING btree ("org_id","date");--> statement-breakpoint
CREATE UNIQUE INDEX "page_publique_slug" ON "page_publique" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "passage_jour" ON "passage" USING btree ("org_id","date","lieu_id");--> statement-breakpoint
CREATE POLICY "isolation" ON "absence" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "page_publique" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "page_publique" AS PERMISSIVE FOR SELECT TO public USING (ouverte and (slug = nullif(current_setting('app.ou_venir', true), '') or current_setting('app.ou_venir', true) = '*'));--> statement-breakpoint
CREATE POLICY "isolation" ON "passage" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
-- drizzle-kit enables row-level security but does not force it.
ALTER TABLE "passage" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "absence" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "page_publique" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lieu_public" FORCE ROW LEVEL SECURITY;
