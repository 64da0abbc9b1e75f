CREATE TABLE "brouillon" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"compte_id" text NOT NULL,
	"nature" text NOT NULL,
	"boite" "bytea" NOT NULL,
	"expire_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "brouillon_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "brouillon" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cle_personne" (
	"org_id" uuid NOT NULL,
	"personne_id" text NOT NULL,
	"kid" text NOT NULL,
	"enveloppe" "bytea" NOT NULL,
	CONSTRAINT "cle_personne_org_id_personne_id_pk" PRIMARY KEY("org_id","personne_id")
);
--> statement-breakpoint
ALTER TABLE "cle_personne" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "coffre" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"personne_id" text NOT NULL,
	"nature" text NOT NULL,
	"version" integer NOT NULL,
	"boite" "bytea" NOT NULL,
	"depose_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "coffre_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "coffre" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "compte" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"identifiant" text NOT NULL,
	"nom" text NOT NULL,
	"roles" text[] NOT NULL,
	"charte_signee_le" date,
	"actif" boolean DEFAULT true NOT NULL,
	CONSTRAINT "compte_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "compte" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "defi" (
	"defi" text PRIMARY KEY NOT NULL,
	"expire_le" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "diagnostic" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"intervention_id" text NOT NULL,
	"fait_le" timestamp(3) with time zone NOT NULL,
	"donnees" jsonb NOT NULL,
	CONSTRAINT "diagnostic_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "diagnostic" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "intervention" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"seance_id" text NOT NULL,
	"date" date NOT NULL,
	"agent_id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	CONSTRAINT "intervention_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "intervention" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal" (
	"org_id" uuid NOT NULL,
	"rang" integer NOT NULL,
	"donnees" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "journal_org_id_rang_pk" PRIMARY KEY("org_id","rang")
);
--> statement-breakpoint
ALTER TABLE "journal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lieu" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"nom" text NOT NULL,
	"nature" text NOT NULL,
	"territoire_id" text NOT NULL,
	"code_insee" text NOT NULL,
	"commune" text NOT NULL,
	CONSTRAINT "lieu_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "lieu" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mandat" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"personne_id" text NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "mandat_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "mandat" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mandat_evenement" (
	"org_id" uuid NOT NULL,
	"rang" integer NOT NULL,
	"mandat_id" text NOT NULL,
	"evenement_id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "mandat_evenement_org_id_rang_pk" PRIMARY KEY("org_id","rang")
);
--> statement-breakpoint
ALTER TABLE "mandat_evenement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "operation" (
	"org_id" uuid NOT NULL,
	"op" uuid NOT NULL,
	"type" text NOT NULL,
	"compte_id" text NOT NULL,
	"reponse" jsonb,
	"recue_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "operation_org_id_op_pk" PRIMARY KEY("org_id","op")
);
--> statement-breakpoint
ALTER TABLE "operation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisation" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"nom" text NOT NULL,
	"nature" text NOT NULL,
	"zone" text NOT NULL,
	"fictive" boolean NOT NULL,
	"kid" text NOT NULL,
	"cle_pseudonyme" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organisation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "passkey" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"compte_id" text NOT NULL,
	"cle_publique" "bytea" NOT NULL,
	"compteur" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "passkey_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "passkey" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "permanence" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"donnees" jsonb NOT NULL,
	CONSTRAINT "permanence_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "permanence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "personne" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"pseudonyme" text NOT NULL,
	"cree_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "personne_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "personne" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seance" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"lieu_id" text NOT NULL,
	"permanence_id" text,
	"agent_id" text NOT NULL,
	"date" date NOT NULL,
	"ouverte_a" timestamp(3) with time zone NOT NULL,
	"close_a" timestamp(3) with time zone,
	CONSTRAINT "seance_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "seance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seance_evenement" (
	"org_id" uuid NOT NULL,
	"seance_id" text NOT NULL,
	"rang" integer NOT NULL,
	"donnees" jsonb NOT NULL,
	"recu_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "seance_evenement_org_id_seance_id_rang_pk" PRIMARY KEY("org_id","seance_id","rang")
);
--> statement-breakpoint
ALTER TABLE "seance_evenement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"jeton_hash" text NOT NULL,
	"compte_id" text NOT NULL,
	"ouverte_le" timestamp(3) with time zone NOT NULL,
	"vue_le" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "session_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "brouillon" ADD CONSTRAINT "brouillon_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cle_personne" ADD CONSTRAINT "cle_personne_org_id_personne_id_personne_org_id_id_fk" FOREIGN KEY ("org_id","personne_id") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coffre" ADD CONSTRAINT "coffre_org_id_personne_id_personne_org_id_id_fk" FOREIGN KEY ("org_id","personne_id") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compte" ADD CONSTRAINT "compte_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diagnostic" ADD CONSTRAINT "diagnostic_org_id_intervention_id_intervention_org_id_id_fk" FOREIGN KEY ("org_id","intervention_id") REFERENCES "public"."intervention"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention" ADD CONSTRAINT "intervention_org_id_seance_id_seance_org_id_id_fk" FOREIGN KEY ("org_id","seance_id") REFERENCES "public"."seance"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lieu" ADD CONSTRAINT "lieu_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandat" ADD CONSTRAINT "mandat_org_id_personne_id_personne_org_id_id_fk" FOREIGN KEY ("org_id","personne_id") REFERENCES "public"."personne"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandat_evenement" ADD CONSTRAINT "mandat_evenement_org_id_mandat_id_mandat_org_id_id_fk" FOREIGN KEY ("org_id","mandat_id") REFERENCES "public"."mandat"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permanence" ADD CONSTRAINT "permanence_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personne" ADD CONSTRAINT "personne_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seance" ADD CONSTRAINT "seance_org_id_lieu_id_lieu_org_id_id_fk" FOREIGN KEY ("org_id","lieu_id") REFERENCES "public"."lieu"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seance" ADD CONSTRAINT "seance_org_id_agent_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","agent_id") REFERENCES "public"."compte"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seance_evenement" ADD CONSTRAINT "seance_evenement_org_id_seance_id_seance_org_id_id_fk" FOREIGN KEY ("org_id","seance_id") REFERENCES "public"."seance"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_org_id_compte_id_compte_org_id_id_fk" FOREIGN KEY ("org_id","compte_id") REFERENCES "public"."compte"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coffre_personne" ON "coffre" USING btree ("org_id","personne_id");--> statement-breakpoint
CREATE UNIQUE INDEX "compte_identifiant" ON "compte" USING btree ("identifiant");--> statement-breakpoint
CREATE INDEX "diagnostic_intervention" ON "diagnostic" USING btree ("org_id","intervention_id");--> statement-breakpoint
CREATE INDEX "intervention_date" ON "intervention" USING btree ("org_id","date");--> statement-breakpoint
CREATE INDEX "mandat_personne" ON "mandat" USING btree ("org_id","personne_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mandat_evenement_id" ON "mandat_evenement" USING btree ("org_id","evenement_id");--> statement-breakpoint
CREATE INDEX "mandat_evenement_mandat" ON "mandat_evenement" USING btree ("org_id","mandat_id");--> statement-breakpoint
CREATE UNIQUE INDEX "passkey_id" ON "passkey" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "personne_pseudonyme" ON "personne" USING btree ("org_id","pseudonyme");--> statement-breakpoint
CREATE INDEX "seance_agent" ON "seance" USING btree ("org_id","agent_id","date");--> statement-breakpoint
CREATE UNIQUE INDEX "session_jeton" ON "session" USING btree ("jeton_hash");--> statement-breakpoint
CREATE POLICY "isolation" ON "brouillon" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "cle_personne" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "coffre" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "compte" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "compte" AS PERMISSIVE FOR SELECT TO public USING (identifiant = nullif(current_setting('app.identifiant', true), ''));--> statement-breakpoint
CREATE POLICY "isolation" ON "diagnostic" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "intervention" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "journal" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "lieu" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "mandat" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "mandat_evenement" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "operation" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "organisation" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "passkey" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "passkey" AS PERMISSIVE FOR SELECT TO public USING (id = nullif(current_setting('app.passkey', true), ''));--> statement-breakpoint
CREATE POLICY "isolation" ON "permanence" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "personne" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "seance" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "seance_evenement" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "session" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ouverture" ON "session" AS PERMISSIVE FOR SELECT TO public USING (jeton_hash = nullif(current_setting('app.jeton_hash', true), ''));