-- Whose a system is now, and whose a change was when it was recorded. Nothing is filled in: what nobody said stays missing.
ALTER TABLE "System" ADD COLUMN "team" TEXT, ADD COLUMN "teamKey" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Change" ADD COLUMN "team" TEXT, ADD COLUMN "teamKey" TEXT NOT NULL DEFAULT '';
ALTER TABLE "RoadmapItem" ADD COLUMN "teamKey" TEXT NOT NULL DEFAULT '';

-- What lib/core/team.ts makes of the names that items have.
UPDATE "RoadmapItem" SET "teamKey" = lower(btrim(regexp_replace(normalize("team", NFKC), '\s+', ' ', 'g'))) WHERE "team" IS NOT NULL;

ALTER TABLE "System" ADD CONSTRAINT "System_team_has_key" CHECK (("team" IS NULL) = ("teamKey" = ''));
ALTER TABLE "Change" ADD CONSTRAINT "Change_team_has_key" CHECK (("team" IS NULL) = ("teamKey" = ''));
ALTER TABLE "RoadmapItem" ADD CONSTRAINT "RoadmapItem_team_has_key" CHECK (("team" IS NULL) = ("teamKey" = ''));

CREATE INDEX "System_teamKey_idx" ON "System" ("teamKey");
CREATE INDEX "Change_teamKey_happenedAt_number_idx" ON "Change" ("teamKey", "happenedAt" DESC, "number" DESC);
DROP INDEX "RoadmapItem_team_position_number_idx";
CREATE INDEX "RoadmapItem_teamKey_position_number_idx" ON "RoadmapItem" ("teamKey", "position", "number");

-- As it was, with the team: what a quarter amounts to is counted team by team from this index alone.
DROP INDEX "Change_counted_idx";
CREATE INDEX "Change_counted_idx" ON "Change" ("happenedAt", "number")
  INCLUDE ("status", "outcome", "resultKey", "gain", "effect", "primaryMetricId", "ownerId", "createdAt", "predictedMetricId",
    "predictedLow", "predictedHigh", "teamKey")
  WHERE "publishedAt" IS NOT NULL AND "status" IN ('applied', 'measuring', 'verified', 'rolled-back', 'abandoned');
