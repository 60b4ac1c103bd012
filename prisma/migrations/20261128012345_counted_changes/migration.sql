-- What a quarter amounts to, for the overview and the reviews: counted from this index alone, and predictions with it.
ALTER TABLE "Change" ADD COLUMN "effect" DOUBLE PRECISION;
UPDATE "Change" AS c SET "effect" = (m."verdict"::jsonb #>> '{effect,relative}')::float8
FROM "Measurement" AS m WHERE m."id" = c."primaryMeasurementId";

CREATE INDEX "Change_counted_idx" ON "Change" ("happenedAt", "number")
  INCLUDE ("status", "outcome", "resultKey", "gain", "effect", "primaryMetricId", "ownerId", "createdAt", "predictedMetricId",
    "predictedLow", "predictedHigh")
  WHERE "publishedAt" IS NOT NULL AND "status" IN ('applied', 'measuring', 'verified', 'rolled-back', 'abandoned');

-- What each metric read after each measured change that still stands, by the change's time: the latest before any moment is
-- found at once. Measurements are frozen, the time and the standing of their changes are not, hence a table beside them.
CREATE TABLE "MeasuredValue" (
  "measurementId" UUID NOT NULL,
  "changeId" UUID NOT NULL,
  "metricId" UUID NOT NULL,
  "happenedAt" TIMESTAMP(3) NOT NULL,
  "measuredAt" TIMESTAMP(3) NOT NULL,
  "value" DOUBLE PRECISION NOT NULL,
  CONSTRAINT "MeasuredValue_pkey" PRIMARY KEY ("measurementId")
);
CREATE INDEX "MeasuredValue_metricId_happenedAt_measuredAt_idx"
  ON "MeasuredValue" ("metricId", "happenedAt" DESC, "measuredAt" DESC);
CREATE INDEX "MeasuredValue_changeId_idx" ON "MeasuredValue" ("changeId");
ALTER TABLE "MeasuredValue" ADD CONSTRAINT "MeasuredValue_measurementId_fkey"
  FOREIGN KEY ("measurementId") REFERENCES "Measurement" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE VIEW "MeasuredValueNow" AS
  SELECT m."id" AS "measurementId", m."changeId", m."metricId", c."happenedAt", m."createdAt" AS "measuredAt",
    (m."verdict"::jsonb #>> '{after,center}')::float8 AS "value"
  FROM "Measurement" AS m JOIN "Change" AS c ON c."id" = m."changeId"
  WHERE c."publishedAt" IS NOT NULL AND c."status" NOT IN ('rolled-back', 'abandoned')
    AND m."verdict"::jsonb #>> '{after,center}' IS NOT NULL;

INSERT INTO "MeasuredValue" SELECT * FROM "MeasuredValueNow";

-- The change is locked first: of a measurement and a move at the same time, the second one sees what the first one wrote.
CREATE FUNCTION keep_values_of_measurements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "Change" WHERE "id" IN (SELECT "changeId" FROM added) ORDER BY "id" FOR NO KEY UPDATE;
  INSERT INTO "MeasuredValue" SELECT * FROM "MeasuredValueNow" WHERE "measurementId" IN (SELECT "id" FROM added);
  RETURN NULL;
END $$;

CREATE FUNCTION keep_values_of_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "MeasuredValue" WHERE "changeId" = NEW."id";
  INSERT INTO "MeasuredValue" SELECT * FROM "MeasuredValueNow" WHERE "changeId" = NEW."id";
  RETURN NULL;
END $$;

CREATE TRIGGER "Measurement_values" AFTER INSERT ON "Measurement" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_values_of_measurements();
CREATE TRIGGER "Change_values" AFTER UPDATE OF "happenedAt", "publishedAt", "status" ON "Change" FOR EACH ROW
  WHEN (OLD."happenedAt" <> NEW."happenedAt" OR OLD."status" <> NEW."status"
    OR (OLD."publishedAt" IS NULL) <> (NEW."publishedAt" IS NULL))
  EXECUTE FUNCTION keep_values_of_change();
