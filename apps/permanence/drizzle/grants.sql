-- Run after every migration by the owner; app_login stands for the login of DATABASE_URL.
GRANT USAGE ON SCHEMA public, drizzle TO app_login;
GRANT SELECT ON drizzle.__drizzle_migrations TO app_login;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_login;
GRANT SELECT, INSERT, UPDATE ON organisation, compte, lieu, permanence, seance, intervention, personne, mandat, frein_mois TO app_login;
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey, defi, session, operation, cle_personne, coffre, brouillon, code_public, rapport TO app_login;
GRANT SELECT, INSERT, UPDATE ON lieu_public, atelier, orientation TO app_login;
-- Histories are insert-only: what happened is never rewritten.
GRANT SELECT, INSERT ON seance_evenement, mandat_evenement, journal, diagnostic, registre_publication, financement TO app_login;
-- Administration, imports and the link with RDV Service Public.
GRANT SELECT, INSERT, UPDATE ON invitation, correspondance, importation, rdvsp TO app_login;
GRANT SELECT, INSERT, UPDATE, DELETE ON importation_fichier, rdvsp_recu TO app_login;
GRANT SELECT, INSERT ON charte, charte_signature, importation_ligne TO app_login;
GRANT SELECT, INSERT, DELETE ON index_personne TO app_login;
GRANT SELECT, INSERT, UPDATE ON gel, demande_droit TO app_login;
GRANT SELECT, INSERT ON fusion_personne, certificat, statistique_archivee, mandat_archive, tete_signee TO app_login;
REVOKE ALL ON FUNCTION oublier(text, text), detacher(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION oublier(text, text), detacher(text) TO app_login;
-- Queue, absences, public page.
GRANT SELECT, INSERT, UPDATE ON page_publique TO app_login;
GRANT SELECT, INSERT, UPDATE, DELETE ON passage, absence, lieu_acces TO app_login;
-- Suivis are read from histories, hence made again at will; gestes and referrals.
GRANT SELECT, INSERT, UPDATE, DELETE ON suivi, adressage TO app_login;
GRANT SELECT, INSERT, UPDATE ON service TO app_login;
GRANT SELECT, INSERT ON suivi_geste TO app_login;
-- What waited on a device before it came.
GRANT SELECT, INSERT ON reception TO app_login;
-- How an account likes its pages.
GRANT SELECT, INSERT, UPDATE ON preference TO app_login;
-- The theme of a structure.
GRANT SELECT, INSERT, UPDATE ON apparence TO app_login;
-- Printed codes, application of codes, identities of other houses: what opens an account besides its passkeys.
GRANT SELECT, INSERT, UPDATE, DELETE ON code_acces, totp TO app_login;
GRANT SELECT, INSERT, UPDATE ON code_personnel TO app_login;
GRANT SELECT, INSERT, DELETE ON identite_externe TO app_login;
-- Keys that outlive the KEK, keys that a rotation retired, requests counted for all processes.
GRANT SELECT, INSERT, UPDATE ON cle_structure TO app_login;
GRANT SELECT, INSERT, UPDATE, DELETE ON cle_retiree, debit TO app_login;
-- What is counted once for all: the favourites of « Accueil rapide », the dashboard of a big structure.
GRANT SELECT, INSERT, UPDATE ON frequence_demarche TO app_login;
GRANT SELECT, INSERT, UPDATE ON tableau_arrete TO app_login;
-- Workshops of an import; the five faces, which name nobody.
GRANT SELECT, INSERT ON importation_atelier, avis TO app_login;
-- A réseau is opened once; a yes is taken back by its day, and never rewritten otherwise.
GRANT SELECT, INSERT ON reseau, reseau_membre TO app_login;
GRANT UPDATE (revoque_le, revoque_par) ON reseau_membre TO app_login;
REVOKE ALL ON FUNCTION reseau_faits(date, date), reseau_publie() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reseau_faits(date, date), reseau_publie() TO app_login;
