-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "gain" DOUBLE PRECISION,
ADD COLUMN     "primaryMetricId" UUID,
ADD COLUMN     "resultKey" TEXT;

-- What was decided before: as lib/changes/proven-gain.ts has it.
UPDATE "Change" AS c SET
  "primaryMetricId" = m."metricId",
  "resultKey" = CASE WHEN m."grade" <> 'summary' THEN m."metricId" || ':' || m."seed" END,
  "gain" = CASE
    WHEN v.reason = 'summary-only' THEN NULL
    WHEN v.outcome = 'improved' THEN v.least / v.minimum
    WHEN v.outcome = 'regressed' THEN -v.least / v.minimum
  END
FROM "Measurement" AS m
  CROSS JOIN LATERAL (SELECT m."verdict"::jsonb AS j) AS parsed
  CROSS JOIN LATERAL (
    SELECT j->>'unit' = 'ratio' OR j#>>'{effect,low}' IS NULL OR j#>>'{effect,high}' IS NULL AS points
  ) AS kind
  CROSS JOIN LATERAL (
    SELECT j->>'outcome' AS outcome, j->>'reason' AS reason,
      COALESCE(NULLIF((j->>'minimumEffect')::float8, 0), 0.02) AS minimum,
      CASE WHEN points
        THEN CASE WHEN j#>>'{effect,absoluteLow}' IS NOT NULL AND j#>>'{effect,absoluteHigh}' IS NOT NULL
          THEN least(abs((j#>>'{effect,absoluteLow}')::float8), abs((j#>>'{effect,absoluteHigh}')::float8)) END
        ELSE least(abs((j#>>'{effect,low}')::float8), abs((j#>>'{effect,high}')::float8)) END AS least
  ) AS v
WHERE m."id" = c."primaryMeasurementId";
