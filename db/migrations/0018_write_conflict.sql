-- Called by a statement that has written less than it must: nothing of it stays, and whoever sent it looks again.
CREATE FUNCTION write_conflict() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'another writer was first' USING ERRCODE = 'serialization_failure';
END $$;
