-- The audit log's chain: its law stands in lib/core/audit/chain.ts. Rows are sealed when their transaction commits, one
-- transaction after the other, so that they stand in the order of commits and no two follow the same row.

ALTER TABLE "AuditEvent" ADD COLUMN "link" BIGINT;
CREATE UNIQUE INDEX "AuditEvent_link_key" ON "AuditEvent"("link");

-- Lists by what was done and by when.
CREATE INDEX "AuditEvent_action_position_idx" ON "AuditEvent"("action", "position");
CREATE INDEX "AuditEvent_at_position_idx" ON "AuditEvent"("at", "position");

CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "link" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "AuditHead_one" CHECK ("id" = 1)
);
INSERT INTO "AuditHead" ("id", "link", "hash") VALUES (1, 0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION audit_part("part" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(octet_length(convert_to("part", 'UTF8'))::text || ':' || "part", '-') || ','
$$;

CREATE FUNCTION audit_hash("previous" BYTEA, "event" "AuditEvent") RETURNS BYTEA LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN sha256(convert_to(
    audit_part(encode("previous", 'hex'))
      || audit_part("event"."position"::text)
      || audit_part(to_char("event"."at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      || audit_part("event"."actorKind")
      || audit_part("event"."actorId"::text)
      || audit_part("event"."actorName")
      || audit_part("event"."action")
      || audit_part("event"."entity")
      || audit_part("event"."entityId")
      || audit_part("event"."data"::text),
    'UTF8'));
END $$;

-- Sealing gives a row its place and hashes once; nothing else about it ever changes.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."hash" IS NULL
    AND to_jsonb(OLD) - 'link' - 'hash' - 'previousHash' = to_jsonb(NEW) - 'link' - 'hash' - 'previousHash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'AuditEvent rows are never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION unseal_new_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."link" := NULL;
  NEW."previousHash" := NULL;
  NEW."hash" := NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER "AuditEvent_unsealed" BEFORE INSERT ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION unseal_new_audit_event();

-- The lock on the head is the last that a write takes: held while it commits, so it cannot meet another one crosswise.
CREATE FUNCTION seal_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "head" "AuditHead";
  "own" BYTEA;
BEGIN
  SELECT * INTO STRICT "head" FROM "AuditHead" WHERE "id" = 1 FOR UPDATE;
  "own" := audit_hash("head"."hash", NEW);
  UPDATE "AuditEvent" SET "link" = "head"."link" + 1, "previousHash" = "head"."hash", "hash" = "own"
    WHERE "position" = NEW."position";
  UPDATE "AuditHead" SET "link" = "head"."link" + 1, "hash" = "own" WHERE "id" = 1;
  RETURN NULL;
END $$;

-- What was written before there was a chain is sealed in the order of its positions.
DO $$
DECLARE
  "event" "AuditEvent";
  "head" BYTEA := decode(repeat('00', 32), 'hex');
  "place" BIGINT := 0;
  "own" BYTEA;
BEGIN
  FOR "event" IN SELECT * FROM "AuditEvent" ORDER BY "position" LOOP
    "own" := audit_hash("head", "event");
    "place" := "place" + 1;
    UPDATE "AuditEvent" SET "link" = "place", "previousHash" = "head", "hash" = "own"
      WHERE "position" = "event"."position";
    "head" := "own";
  END LOOP;
  UPDATE "AuditHead" SET "link" = "place", "hash" = "head" WHERE "id" = 1;
END $$;

CREATE CONSTRAINT TRIGGER "AuditEvent_sealed" AFTER INSERT ON "AuditEvent"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_audit_event();

CREATE FUNCTION refuse_head_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."link" = OLD."link" + 1 THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'AuditHead only goes forward' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "AuditHead_forward" BEFORE UPDATE ON "AuditHead"
  FOR EACH ROW EXECUTE FUNCTION refuse_head_change();
CREATE TRIGGER "AuditHead_kept" BEFORE DELETE OR TRUNCATE ON "AuditHead"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
