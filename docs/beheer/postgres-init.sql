-- Maakt de rol en de database van Elke Deur. Voer dit uit als de beheerder van PostgreSQL 15 of nieuwer, met psql.
-- Het wachtwoord komt uit een bestand. Nog een keer uitvoeren mag: dan krijgt de rol het wachtwoord van nu.
\set ON_ERROR_STOP on
\set wachtwoord `cat "${WACHTWOORD_BESTAND:-/run/secrets/database_wachtwoord}"`

-- Een opdracht die mislukt komt in het logboek van de server. Deze niet: er staat een wachtwoord in.
set log_min_error_statement = panic;
set log_statement = 'none';
set log_min_duration_statement = -1;

select length(:'wachtwoord') < 16 as te_kort \gset
\if :te_kort
    do $$ begin raise exception 'Het bestand met het wachtwoord is leeg of te kort. Neem 16 tekens of meer.'; end $$;
\endif

-- Deze rol is eigenaar van een enkele database, en verder niets.
select 'create role elkedeur' where not exists (select from pg_roles where rolname = 'elkedeur') \gexec
alter role elkedeur with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'wachtwoord';
select 'create database elkedeur owner elkedeur template template0 encoding ''UTF8'' locale ''C.UTF-8'''
where not exists (select from pg_database where datname = 'elkedeur') \gexec
revoke all on database elkedeur from public;
