-- Schrijft alle rijen van één gemeente, en geen andere. Als beheerder van PostgreSQL; zie docs/gemeenten.md:
--   psql --quiet --dbname=elkedeur --set=rol=elkedeur_bladel --file=docs/beheer/gemeente-mee.sql > bladel.sql
-- De server zelf kiest de rijen: dit leest als die gemeente.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
begin isolation level repeatable read read only;
set local role :"rol";
\qecho begin;
\qecho set local session_replication_role = replica;
select format('select %L', format('copy public.%I from stdin;', relname)),
       format('copy public.%I to stdout', relname), format('select %L', '\.')
    from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'gemeente'
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('werker', 'beurt') order by relname
\gexec
-- De nummers van nieuwe rijen gaan verder waar deze ophouden.
select format('select setval(pg_get_serial_sequence(%L, %L), max(%I)) from public.%I having max(%I) is not null;',
              'public.' || relname, attname, attname, relname, attname)
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind = 'r' and relnamespace = 'public'::regnamespace and attidentity <> '' order by relname;
commit;
\qecho commit;
