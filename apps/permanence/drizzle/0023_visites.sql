-- A person's thread asks for her visits: without it, each file opened reads every intervention of the structure.
CREATE INDEX "intervention_personne" ON "intervention" USING btree ("org_id", ("donnees"->'personne'->>'id')) WHERE "donnees"->'personne'->>'id' IS NOT NULL;
