-- CreateTable
CREATE TABLE "MeasurementFetch" (
    "id" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "metricId" UUID NOT NULL,
    "requestedById" UUID,
    "asked" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "problem" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "triedAt" TIMESTAMP(3),
    "nextAt" TIMESTAMP(3),
    "fullAt" TIMESTAMP(3),
    "interim" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MeasurementFetch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MeasurementFetch_changeId_createdAt_idx" ON "MeasurementFetch"("changeId", "createdAt");

-- CreateIndex
CREATE INDEX "MeasurementFetch_nextAt_idx" ON "MeasurementFetch"("nextAt");

-- AddForeignKey
ALTER TABLE "MeasurementFetch" ADD CONSTRAINT "MeasurementFetch_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasurementFetch" ADD CONSTRAINT "MeasurementFetch_metricId_fkey" FOREIGN KEY ("metricId") REFERENCES "Metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasurementFetch" ADD CONSTRAINT "MeasurementFetch_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "MeasurementFetch" ADD CHECK ("state" IN ('waiting', 'filling', 'failing', 'failed'));
ALTER TABLE "MeasurementInput" ADD CHECK ("side" IN ('before', 'after', 'series'));
