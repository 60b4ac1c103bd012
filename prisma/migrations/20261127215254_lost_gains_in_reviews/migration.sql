-- A change of another quarter may be part of a review because its gain got lost.
ALTER TABLE "ReviewCarried" ALTER COLUMN "fromQuarter" DROP NOT NULL, ADD COLUMN "lostAfter" INTEGER;
ALTER TABLE "ReviewCarried" ADD CHECK ("fromQuarter" IS NOT NULL OR "lostAfter" IS NOT NULL);

-- Reviews that are open now get what they would have got.
INSERT INTO "ReviewCarried" ("reviewId", "changeNumber", "lostAfter")
SELECT r."id", c."number", max(w."days")
FROM "Review" AS r
JOIN "WatchCheck" AS w ON w."state" = 'lost' AND w."checkedAt" >= r."startsAt" AND w."checkedAt" < r."endsAt"
JOIN "Change" AS c ON c."id" = w."changeId"
WHERE r."sealedAt" IS NULL AND NOT (c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt")
GROUP BY r."id", c."number"
ON CONFLICT DO NOTHING;
