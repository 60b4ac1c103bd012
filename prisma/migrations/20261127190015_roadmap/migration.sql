-- CreateTable
CREATE TABLE "RoadmapItem" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "objectiveId" UUID,
    "systemId" UUID,
    "metricId" UUID,
    "expectedLow" DOUBLE PRECISION,
    "expectedHigh" DOUBLE PRECISION,
    "expectation" TEXT NOT NULL DEFAULT '',
    "reach" DOUBLE PRECISION,
    "impact" DOUBLE PRECISION,
    "confidence" DOUBLE PRECISION,
    "effort" DOUBLE PRECISION,
    "score" DOUBLE PRECISION NOT NULL DEFAULT -1,
    "ownerId" UUID,
    "recordedById" UUID,
    "team" TEXT,
    "horizon" TEXT NOT NULL,
    "quarter" TEXT,
    "firstQuarter" TEXT,
    "position" DOUBLE PRECISION NOT NULL,
    "doneAt" TIMESTAMP(3),
    "published" BOOLEAN NOT NULL DEFAULT true,
    "archivedAt" TIMESTAMP(3),
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "searchText" TEXT NOT NULL,

    CONSTRAINT "RoadmapItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoadmapMove" (
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "fromHorizon" TEXT,
    "toHorizon" TEXT NOT NULL,
    "fromQuarter" TEXT,
    "toQuarter" TEXT,
    "reason" TEXT,
    "movedById" UUID,
    "movedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoadmapMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoadmapChange" (
    "itemId" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "linkedById" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoadmapChange_pkey" PRIMARY KEY ("itemId","changeId")
);

-- CreateTable
CREATE TABLE "RoadmapView" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoadmapView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RoadmapItem_number_key" ON "RoadmapItem"("number");

-- CreateIndex
CREATE INDEX "RoadmapItem_position_number_idx" ON "RoadmapItem"("position", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_horizon_position_number_idx" ON "RoadmapItem"("horizon", "position", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_quarter_position_number_idx" ON "RoadmapItem"("quarter", "position", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_horizon_doneAt_number_idx" ON "RoadmapItem"("horizon", "doneAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "RoadmapItem_systemId_position_number_idx" ON "RoadmapItem"("systemId", "position", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_objectiveId_position_number_idx" ON "RoadmapItem"("objectiveId", "position", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_ownerId_position_number_idx" ON "RoadmapItem"("ownerId", "position", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_team_position_number_idx" ON "RoadmapItem"("team", "position", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_score_number_idx" ON "RoadmapItem"("score" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "RoadmapItem_title_number_idx" ON "RoadmapItem"("title", "number");

-- CreateIndex
CREATE INDEX "RoadmapItem_searchText_idx" ON "RoadmapItem" USING GIN ("searchText" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "RoadmapMove_itemId_movedAt_idx" ON "RoadmapMove"("itemId", "movedAt");

-- CreateIndex
CREATE INDEX "RoadmapMove_fromQuarter_movedAt_idx" ON "RoadmapMove"("fromQuarter", "movedAt");

-- CreateIndex
CREATE INDEX "RoadmapMove_toQuarter_movedAt_idx" ON "RoadmapMove"("toQuarter", "movedAt");

-- CreateIndex
CREATE INDEX "RoadmapChange_changeId_idx" ON "RoadmapChange"("changeId");

-- CreateIndex
CREATE UNIQUE INDEX "RoadmapView_userId_name_key" ON "RoadmapView"("userId", "name");

-- AddForeignKey
ALTER TABLE "RoadmapItem" ADD CONSTRAINT "RoadmapItem_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapItem" ADD CONSTRAINT "RoadmapItem_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapItem" ADD CONSTRAINT "RoadmapItem_metricId_fkey" FOREIGN KEY ("metricId") REFERENCES "Metric"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapItem" ADD CONSTRAINT "RoadmapItem_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapItem" ADD CONSTRAINT "RoadmapItem_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapMove" ADD CONSTRAINT "RoadmapMove_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RoadmapItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapMove" ADD CONSTRAINT "RoadmapMove_movedById_fkey" FOREIGN KEY ("movedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapChange" ADD CONSTRAINT "RoadmapChange_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RoadmapItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapChange" ADD CONSTRAINT "RoadmapChange_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapChange" ADD CONSTRAINT "RoadmapChange_linkedById_fkey" FOREIGN KEY ("linkedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoadmapView" ADD CONSTRAINT "RoadmapView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The same lists as in lib/roadmap/model.ts; what done means; and what the score is, so that no list is sorted by a stale one.
ALTER TABLE "RoadmapItem" ADD CHECK ("horizon" IN ('now', 'next', 'later', 'done')),
  ADD CHECK ("quarter" ~ '^\d{4}-Q[1-4]$'),
  ADD CHECK ("firstQuarter" ~ '^\d{4}-Q[1-4]$'),
  ADD CHECK ("expectedLow" <= "expectedHigh"),
  ADD CHECK (("metricId" IS NULL) = ("expectedLow" IS NULL) AND ("metricId" IS NULL) = ("expectedHigh" IS NULL)),
  ADD CHECK ("reach" >= 0 AND "impact" >= 0 AND "confidence" BETWEEN 0 AND 1 AND "effort" > 0),
  ADD CHECK (("horizon" = 'done') = ("doneAt" IS NOT NULL)),
  ADD CHECK ("score" = COALESCE("reach" * "impact" * "confidence" / "effort", -1));
ALTER TABLE "RoadmapMove" ADD CHECK ("fromHorizon" IN ('now', 'next', 'later', 'done')),
  ADD CHECK ("toHorizon" IN ('now', 'next', 'later', 'done')),
  ADD CHECK ("reason" <> '');

-- What was promised and when it moved is the review's evidence.
CREATE TRIGGER "RoadmapMove_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "RoadmapMove"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE "RoadmapItem" ALTER COLUMN "searchText" SET STATISTICS 1000;
