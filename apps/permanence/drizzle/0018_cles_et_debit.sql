CREATE TABLE "cle_retiree" (
	"kid" text NOT NULL,
	"usage" text NOT NULL,
	"boite" "bytea" NOT NULL,
	"retiree_le" timestamp(3) with time zone NOT NULL,
	"jusque" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "cle_retiree_kid_usage_pk" PRIMARY KEY("kid","usage")
);
--> statement-breakpoint
CREATE TABLE "cle_structure" (
	"org_id" uuid NOT NULL,
	"usage" text NOT NULL,
	"kid" text NOT NULL,
	"boite" "bytea" NOT NULL,
	CONSTRAINT "cle_structure_org_id_usage_pk" PRIMARY KEY("org_id","usage")
);
--> statement-breakpoint
ALTER TABLE "cle_structure" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debit" (
	"cle" text PRIMARY KEY NOT NULL,
	"instants" bigint[] NOT NULL,
	"refuse" boolean NOT NULL,
	"fin" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "debit_fin" ON "debit" USING btree ("fin");--> statement-breakpoint
CREATE POLICY "isolation" ON "cle_structure" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "cle_structure" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debit" SET UNLOGGED;
