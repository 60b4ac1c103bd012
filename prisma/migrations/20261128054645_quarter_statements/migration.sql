CREATE TABLE "QuarterStatement" (
    "id" SERIAL NOT NULL,
    "quarter" TEXT NOT NULL,
    "words" TEXT,
    "reason" TEXT NOT NULL,
    "statedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "statedById" UUID NOT NULL,
    "statedByName" TEXT NOT NULL,

    CONSTRAINT "QuarterStatement_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "QuarterStatement_quarter_id_idx" ON "QuarterStatement"("quarter", "id");

ALTER TABLE "QuarterStatement" ADD CHECK ("quarter" ~ '^[0-9]{4}-Q[1-4]$'),
  ADD CHECK (length("words") BETWEEN 1 AND 160), ADD CHECK (length("reason") BETWEEN 1 AND 300),
  ADD FOREIGN KEY ("statedById") REFERENCES "User"("id");

-- A changed mind is a new row, and so is taking it back.
CREATE TRIGGER "QuarterStatement_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "QuarterStatement"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was stated is signed with the quarter's review: nothing comes after it but in a new version. The lock waits for a
-- sealing that is under way.
CREATE FUNCTION refuse_sealed_quarter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed timestamp;
BEGIN
  SELECT "sealedAt" INTO sealed FROM "Review" WHERE "quarter" = NEW."quarter" ORDER BY "version" DESC LIMIT 1 FOR SHARE;
  IF sealed IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the review of this quarter is signed and takes nothing more' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "QuarterStatement_sealed" BEFORE INSERT ON "QuarterStatement" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_quarter();

-- Shared overviews show it where that is chosen.
ALTER TABLE "ShareLink" DROP CONSTRAINT "ShareLink_parts_check",
  ADD CONSTRAINT "ShareLink_parts_check" CHECK ("parts" <@ CASE "what"
    WHEN 'roadmap' THEN ARRAY['systems', 'expected', 'progress', 'votes', 'owners', 'objectives']
    ELSE ARRAY['names', 'owners', 'targets', 'next', 'risks', 'voices', 'statement'] END);
