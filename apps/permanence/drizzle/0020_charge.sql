CREATE TABLE "frequence_demarche" (
	"org_id" uuid NOT NULL,
	"agent_id" text NOT NULL,
	"lieu_id" text NOT NULL,
	"demarche_id" text NOT NULL,
	"nombre" integer NOT NULL,
	CONSTRAINT "frequence_demarche_org_id_agent_id_lieu_id_demarche_id_pk" PRIMARY KEY("org_id","agent_id","lieu_id","demarche_id")
);
--> statement-breakpoint
ALTER TABLE "frequence_demarche" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tableau_arrete" (
	"org_id" uuid NOT NULL,
	"version" text NOT NULL,
	"commence_le" timestamp(3) with time zone NOT NULL,
	"arrete_le" timestamp(3) with time zone,
	"contenu" jsonb,
	CONSTRAINT "tableau_arrete_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "tableau_arrete" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tableau_arrete" ADD CONSTRAINT "tableau_arrete_org_id_organisation_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisation"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "isolation" ON "frequence_demarche" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "isolation" ON "tableau_arrete" AS PERMISSIVE FOR ALL TO public USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "frequence_demarche" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "tableau_arrete" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE INDEX "frequence_demarche_lieu" ON "frequence_demarche" USING btree ("org_id","lieu_id");
--> statement-breakpoint
CREATE INDEX "intervention_blocage" ON "intervention" USING btree ("org_id","date") WHERE jsonb_path_exists("donnees", '$.actes[*].blocage');
--> statement-breakpoint
CREATE INDEX "seance_evenement_demande" ON "seance_evenement" USING btree ("org_id","seance_id") WHERE "donnees"->>'type' = 'DemandeNotee';
--> statement-breakpoint
-- Everything that was recorded before, counted once: the owner passes the wall for this statement and no longer.
ALTER TABLE "intervention" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "seance" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "frequence_demarche" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO "frequence_demarche" (org_id, agent_id, lieu_id, demarche_id, nombre)
  SELECT i.org_id, i.agent_id, s.lieu_id, coalesce(i.donnees->'actes'->0->'objet'->>'demarcheId', ''), count(*)
  FROM "intervention" i JOIN "seance" s ON s.org_id = i.org_id AND s.id = i.seance_id GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
ALTER TABLE "intervention" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "seance" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "frequence_demarche" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- One statement of a thousand rows is one count; rows are taken in the same order by all, so that two never wait for each other.
CREATE FUNCTION compter_demarches() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE frequence_demarche f SET nombre = f.nombre - x.n
      FROM (SELECT i.org_id, i.agent_id, s.lieu_id, coalesce(i.donnees->'actes'->0->'objet'->>'demarcheId', '') AS demarche_id, count(*) AS n
        FROM anciennes i JOIN seance s ON s.org_id = i.org_id AND s.id = i.seance_id GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4) x
      WHERE f.org_id = x.org_id AND f.agent_id = x.agent_id AND f.lieu_id = x.lieu_id AND f.demarche_id = x.demarche_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO frequence_demarche AS f (org_id, agent_id, lieu_id, demarche_id, nombre)
      SELECT i.org_id, i.agent_id, s.lieu_id, coalesce(i.donnees->'actes'->0->'objet'->>'demarcheId', ''), count(*)
        FROM nouvelles i JOIN seance s ON s.org_id = i.org_id AND s.id = i.seance_id GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      ON CONFLICT (org_id, agent_id, lieu_id, demarche_id) DO UPDATE SET nombre = f.nombre + excluded.nombre;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER compter_ajouts AFTER INSERT ON "intervention" REFERENCING NEW TABLE AS nouvelles FOR EACH STATEMENT EXECUTE FUNCTION compter_demarches();
--> statement-breakpoint
CREATE TRIGGER compter_corrections AFTER UPDATE ON "intervention" REFERENCING OLD TABLE AS anciennes NEW TABLE AS nouvelles FOR EACH STATEMENT EXECUTE FUNCTION compter_demarches();
--> statement-breakpoint
CREATE TRIGGER compter_effacements AFTER DELETE ON "intervention" REFERENCING OLD TABLE AS anciennes FOR EACH STATEMENT EXECUTE FUNCTION compter_demarches();
