-- What was kept is computed again: it never held anything else.
TRUNCATE "tableau_arrete";--> statement-breakpoint
ALTER TABLE "tableau_arrete" ADD COLUMN "quoi" text NOT NULL;--> statement-breakpoint
ALTER TABLE "tableau_arrete" DROP CONSTRAINT "tableau_arrete_org_id_pk";--> statement-breakpoint
ALTER TABLE "tableau_arrete" ADD CONSTRAINT "tableau_arrete_org_id_quoi_pk" PRIMARY KEY("org_id","quoi");
