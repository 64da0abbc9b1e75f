-- drizzle-kit enables row-level security but does not force it: without FORCE the owner would see every organisation.
DO $$
DECLARE
  cible regclass;
BEGIN
  FOR cible IN
    SELECT a.attrelid::regclass
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attname = 'org_id' AND NOT a.attisdropped AND c.relkind = 'r' AND n.nspname = 'public'
  LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', cible);
  END LOOP;
END
$$;
