-- A change of another quarter may be part of a review because its gain fades; what fades may still get lost.
ALTER TABLE "ReviewCarried" ADD COLUMN "fadingAfter" INTEGER;
ALTER TABLE "ReviewCarried" DROP CONSTRAINT "ReviewCarried_check",
  ADD CONSTRAINT "ReviewCarried_check" CHECK (num_nonnulls("fromQuarter", "lostAfter", "fadingAfter") > 0);

-- Why it is there is never changed or removed; while the review is open it is noted, once, that the gain got lost.
DROP TRIGGER "ReviewCarried_frozen" ON "ReviewCarried";
CREATE TRIGGER "ReviewCarried_frozen" BEFORE DELETE OR TRUNCATE ON "ReviewCarried"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_carried_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."lostAfter" IS NULL AND NEW."lostAfter" IS NOT NULL AND to_jsonb(OLD) - 'lostAfter' = to_jsonb(NEW) - 'lostAfter'
    AND EXISTS (SELECT 1 FROM "Review" WHERE "id" = OLD."reviewId" AND "sealedAt" IS NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what is part of a review is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "ReviewCarried_kept" BEFORE UPDATE ON "ReviewCarried"
  FOR EACH ROW EXECUTE FUNCTION refuse_carried_change();

-- Reviews that are open now get what they would have got.
INSERT INTO "ReviewCarried" ("reviewId", "changeNumber", "fadingAfter")
SELECT r."id", c."number", w."days"
FROM "Review" AS r
JOIN LATERAL (
  SELECT DISTINCT ON ("changeId") "changeId", "days", "state" FROM "WatchCheck"
  WHERE "state" IN ('holding', 'fading', 'lost') AND "checkedAt" >= r."startsAt" AND "checkedAt" < r."endsAt"
  ORDER BY "changeId", "dueAt" DESC, "id" DESC
) AS w ON w."state" = 'fading'
JOIN "Change" AS c ON c."id" = w."changeId"
WHERE r."sealedAt" IS NULL AND NOT (c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt")
ON CONFLICT DO NOTHING;
