CREATE TABLE "code_acces" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"compte_id" text NOT NULL,
	"empreinte" text NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	"utilise_le" timestamp(3) with time zone,
	CONSTRAINT "code_acces_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "code_acces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identite_externe" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"compte_id" text NOT NULL,
	"emetteur" text NOT NULL,
	"empreinte" text NOT NULL,
	"liee_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "identite_externe_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "identite_externe" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "totp" (
	"org_id" uuid NOT NULL,
	"compte_id" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"dernier_pas" bigint NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "totp_org_id_compte_id_pk" PRIMARY KEY("org_id","compte_id")
);
--> statement-breakpoint
ALTER TABLE "totp" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "code_acces" ADD CONSTRAINT "code_acces_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identite_externe" ADD CONSTRAINT "identite_externe_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp" ADD CONSTRAINT "totp_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "code_acces_compte" ON "code_acces" USING btree ("org_id","compte_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identite_externe_empreinte" ON "identite_externe" USING btree ("empreinte");--> statement-breakpoint
CREATE INDEX "identite_externe_compte" ON "identite_externe" USING btree ("org_id","compte_id");--> statement-breakpoint
CREATE POLICY "isolation" ON "code_acces" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "identite_externe" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "identite_externe" AS PERMISSIVE FOR SELECT TO public USING (empreinte = nullif(current_setting('app.identite', true), ''));--> statement-breakpoint
CREATE POLICY "isolation" ON "totp" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "code_acces" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "totp" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "identite_externe" FORCE ROW LEVEL SECURITY;
