-- CreateTable
CREATE TABLE "Alert" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "origin" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3),
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "severity" TEXT NOT NULL DEFAULT '',
    "labels" JSONB NOT NULL DEFAULT '{}',
    "url" TEXT,
    "metricId" UUID,
    "systemId" UUID,
    "changeId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WatchCheck" (
    "id" UUID NOT NULL,
    "measurementId" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "days" INTEGER NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "kept" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "problem" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "checkedAt" TIMESTAMP(3),

    CONSTRAINT "WatchCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShiftDismissal" (
    "id" UUID NOT NULL,
    "metricId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "dismissedById" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ShiftDismissal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Alert_number_key" ON "Alert"("number");

-- CreateIndex
CREATE INDEX "Alert_startsAt_number_idx" ON "Alert"("startsAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Alert_metricId_startsAt_idx" ON "Alert"("metricId", "startsAt");

-- CreateIndex
CREATE INDEX "Alert_systemId_startsAt_idx" ON "Alert"("systemId", "startsAt");

-- CreateIndex
CREATE INDEX "Alert_changeId_idx" ON "Alert"("changeId");

-- CreateIndex
CREATE UNIQUE INDEX "Alert_origin_fingerprint_startsAt_key" ON "Alert"("origin", "fingerprint", "startsAt");

-- CreateIndex
CREATE INDEX "WatchCheck_changeId_dueAt_idx" ON "WatchCheck"("changeId", "dueAt");

-- CreateIndex
CREATE INDEX "WatchCheck_state_dueAt_idx" ON "WatchCheck"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "WatchCheck_measurementId_days_key" ON "WatchCheck"("measurementId", "days");

-- CreateIndex
CREATE UNIQUE INDEX "ShiftDismissal_metricId_at_key" ON "ShiftDismissal"("metricId", "at");

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_metricId_fkey" FOREIGN KEY ("metricId") REFERENCES "Metric"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WatchCheck" ADD CONSTRAINT "WatchCheck_measurementId_fkey" FOREIGN KEY ("measurementId") REFERENCES "Measurement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WatchCheck" ADD CONSTRAINT "WatchCheck_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShiftDismissal" ADD CONSTRAINT "ShiftDismissal_metricId_fkey" FOREIGN KEY ("metricId") REFERENCES "Metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShiftDismissal" ADD CONSTRAINT "ShiftDismissal_dismissedById_fkey" FOREIGN KEY ("dismissedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;


ALTER TABLE "WatchCheck" ADD CHECK ("state" IN ('due', 'holding', 'fading', 'lost', 'unclear')),
  ADD CHECK ("days" IN (7, 30, 90));
ALTER TABLE "Alert" ADD CHECK ("origin" IN ('alertmanager', 'watch'));
