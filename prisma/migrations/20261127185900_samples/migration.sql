ALTER TABLE "Organisation" ADD COLUMN "sampleDays" INTEGER CHECK ("sampleDays" > 0);

-- Partitions of one month each are made by the ingest and dropped by the retention, never here.
CREATE TABLE "Sample" (
    "metricId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("metricId","at")
) PARTITION BY RANGE ("at");

CREATE TABLE "SampleHour" (
    "metricId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "n" INTEGER NOT NULL,
    "mean" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION NOT NULL,
    "high" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "SampleHour_pkey" PRIMARY KEY ("metricId","at")
);

CREATE TABLE "StaleHours" (
    "id" BIGSERIAL NOT NULL,
    "metricId" UUID NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "to" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StaleHours_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "StaleHours_metricId_idx" ON "StaleHours"("metricId");
