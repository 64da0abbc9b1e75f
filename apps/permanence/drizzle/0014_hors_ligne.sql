CREATE TABLE "reception" (
	"org_id" uuid NOT NULL,
	"op" uuid NOT NULL,
	"type" text NOT NULL,
	"faite_le" timestamp(3) with time zone NOT NULL,
	"recue_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "reception_org_id_op_pk" PRIMARY KEY("org_id","op")
);
--> statement-breakpoint
ALTER TABLE "reception" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reception" ADD CONSTRAINT "reception_org_id_op_operation_org_id_op_fk" FOREIGN KEY ("org_id","op") REFERENCES "public"."operation"("org_id","op") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "reception" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "reception" FORCE ROW LEVEL SECURITY;
