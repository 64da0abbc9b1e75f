-- Run once by a database administrator, before the migrations, on a database of one's own (the embedded one does it alone):
--   psql --set=proprietaire_mdp=… --set=application_mdp=… --file=roles.sql
-- The application refuses to start as superuser, as owner of the tables, or with BYPASSRLS.
CREATE ROLE porte_plume LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'proprietaire_mdp';
CREATE ROLE app_login LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD :'application_mdp';
CREATE DATABASE porte_plume OWNER porte_plume ENCODING 'UTF8' TEMPLATE template0;
