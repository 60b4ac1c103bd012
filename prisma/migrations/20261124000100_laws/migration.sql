-- What the database itself holds the portal to.

-- Evidence and the audit log are only ever added to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "AuditEvent_append_only" BEFORE DELETE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Sealing fills the hashes of a row once; nothing else about it ever changes.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."hash" IS NULL AND to_jsonb(OLD) - 'hash' - 'previousHash' = to_jsonb(NEW) - 'hash' - 'previousHash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'AuditEvent rows are never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "AuditEvent_frozen" BEFORE UPDATE ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER "Measurement_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Measurement"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "MeasurementInput_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "MeasurementInput"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "FileChunk_frozen" BEFORE UPDATE ON "FileChunk"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A file that is evidence stays whole: its chunks go only with a file that nothing uses.
CREATE FUNCTION refuse_used_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "MeasurementInput" WHERE "fileId" = OLD."fileId")
    OR EXISTS (SELECT 1 FROM "TestRun" WHERE "fileId" = OLD."fileId") THEN
    RAISE EXCEPTION 'a file that is evidence is never removed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER "FileChunk_kept" BEFORE DELETE ON "FileChunk"
  FOR EACH ROW EXECUTE FUNCTION refuse_used_file();

-- The same lists as in the nouns' model.ts.
ALTER TABLE "Organisation" ADD CHECK ("id" = 1),
  ADD CHECK ("fiscalStartMonth" BETWEEN 1 AND 12),
  ADD CHECK ("fiscalNamedBy" IN ('start', 'end'));
ALTER TABLE "User" ADD CHECK ("role" IN ('admin', 'lead', 'reviewer', 'executive', 'member')),
  ADD CHECK ("email" = lower("email"));
ALTER TABLE "Metric" ADD CHECK ("better" IN ('lower', 'higher')),
  ADD CHECK ("kind" IN ('duration', 'rate', 'ratio', 'size', 'count', 'score'));
ALTER TABLE "Practice" ADD CHECK ("area" IN ('software-configuration', 'database', 'code', 'infrastructure'));
ALTER TABLE "Change" ADD CHECK ("area" IN ('software-configuration', 'database', 'code', 'infrastructure')),
  ADD CHECK ("status" IN ('draft', 'planned', 'in-progress', 'applied', 'measuring', 'verified', 'rolled-back', 'abandoned')),
  ADD CHECK ("outcome" IN ('improved', 'regressed', 'unchanged', 'inconclusive', 'reported', 'none')),
  ADD CHECK ("predictedLow" <= "predictedHigh");
ALTER TABLE "Measurement" ADD CHECK ("outcome" IN ('improved', 'regressed', 'unchanged', 'inconclusive')),
  ADD CHECK ("grade" IN ('samples', 'series', 'summary'));

-- Rare words are told from common ones by the search only when the planner knows the column well.
ALTER TABLE "Change" ALTER COLUMN "searchText" SET STATISTICS 1000;

-- The fifteen practices of the four areas.
INSERT INTO "Practice" ("id", "key", "area", "name", "builtIn", "position") VALUES
  (gen_random_uuid(), 'server-configuration', 'software-configuration', 'Server configuration', true, 1),
  (gen_random_uuid(), 'application-configuration', 'software-configuration', 'Application configuration', true, 2),
  (gen_random_uuid(), 'monitoring-configuration', 'software-configuration', 'Monitoring configuration', true, 3),
  (gen_random_uuid(), 'indexing', 'database', 'Indexing', true, 1),
  (gen_random_uuid(), 'query-optimization', 'database', 'Query optimization', true, 2),
  (gen_random_uuid(), 'partitioning', 'database', 'Partitioning', true, 3),
  (gen_random_uuid(), 'connection-pooling', 'database', 'Connection pooling', true, 4),
  (gen_random_uuid(), 'backup-and-recovery', 'database', 'Backup and recovery', true, 5),
  (gen_random_uuid(), 'refactoring', 'code', 'Refactoring', true, 1),
  (gen_random_uuid(), 'bug-fixes-and-performance-patches', 'code', 'Bug fixes and performance patches', true, 2),
  (gen_random_uuid(), 'concurrency-and-multi-threading', 'code', 'Concurrency and multi-threading', true, 3),
  (gen_random_uuid(), 'load-balancing', 'infrastructure', 'Load balancing', true, 1),
  (gen_random_uuid(), 'cloud-scaling', 'infrastructure', 'Cloud scaling', true, 2),
  (gen_random_uuid(), 'content-delivery-network', 'infrastructure', 'Content delivery network', true, 3),
  (gen_random_uuid(), 'server-monitoring-and-alerting', 'infrastructure', 'Server monitoring and alerting', true, 4);
