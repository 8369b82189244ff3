-- Wist alles van één gemeente, en haar rol. Als beheerder van PostgreSQL; zie docs/gemeenten.md:
--   psql --dbname=elkedeur --set=rol=elkedeur_bladel --file=docs/beheer/gemeente-weg.sql
-- Alles of niets. Gaat niet zolang haar Elke Deur nog draait.
\set ON_ERROR_STOP on
begin;
select 1 / count(*) as "is een gemeente" from pg_roles
    where rolname = :'rol' and pg_has_role(rolname, 'elkedeur_gemeenten', 'member') and not rolsuper;
select 1 / (1 - least(1, count(*))) as "draait niet" from pg_stat_activity where usename = :'rol';
-- Ook wat anders nooit weg mag.
set local session_replication_role = replica;
select format('delete from public.%I where gemeente = %L', relname, :'rol') from pg_class
    join pg_attribute on attrelid = pg_class.oid and attname = 'gemeente'
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname
\gexec
select format('drop owned by %I', :'rol'), format('drop role %I', :'rol')
\gexec
commit;
-- Wat gewist is, ligt anders nog even op de schijf.
vacuum full;
