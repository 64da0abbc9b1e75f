CREATE TABLE "code_personnel" (
	"org_id" uuid NOT NULL,
	"compte_id" text NOT NULL,
	"sel" "bytea" NOT NULL,
	"empreinte" "bytea" NOT NULL,
	"echecs" integer NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "code_personnel_org_id_compte_id_pk" PRIMARY KEY("org_id","compte_id")
);
--> statement-breakpoint
ALTER TABLE "code_personnel" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "code_personnel" ADD CONSTRAINT "code_personnel_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "code_personnel" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "code_personnel" FORCE ROW LEVEL SECURITY;
