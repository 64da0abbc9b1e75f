-- Run once by a database administrator, before the migrations, on a database of one's own (the embedded one does it alone):
--   psql --set=proprietaire_mdp=… --set=application_mdp=… --set=sauvegarde_mdp=… --file=roles.sql
-- The application refuses to start as superuser, as owner of the tables, or with BYPASSRLS.
CREATE ROLE porte_plume LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'proprietaire_mdp';
CREATE ROLE app_login LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD :'application_mdp';
-- Reads every row for the backups, and writes none.
CREATE ROLE porte_plume_sauvegarde LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS PASSWORD :'sauvegarde_mdp';
GRANT pg_read_all_data TO porte_plume_sauvegarde;
CREATE DATABASE porte_plume OWNER porte_plume ENCODING 'UTF8' TEMPLATE template0;
