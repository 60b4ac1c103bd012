-- Many entries have as many votes: by votes and number in one column, a page begins at its key among them too.
-- DropIndex
DROP INDEX "Feedback_listed_voteCount_number_idx";

-- DropIndex
DROP INDEX "Feedback_systemId_listed_voteCount_number_idx";

-- DropIndex
DROP INDEX "Feedback_statusId_listed_voteCount_number_idx";

-- AlterTable
ALTER TABLE "Feedback" ADD COLUMN "voteRank" BIGINT
  GENERATED ALWAYS AS ("voteCount"::bigint * 4294967296 + "number") STORED;

-- CreateIndex
CREATE INDEX "Feedback_listed_voteRank_idx" ON "Feedback"("listed", "voteRank" DESC);

-- CreateIndex
CREATE INDEX "Feedback_systemId_listed_voteRank_idx" ON "Feedback"("systemId", "listed", "voteRank" DESC);

-- CreateIndex
CREATE INDEX "Feedback_statusId_listed_voteRank_idx" ON "Feedback"("statusId", "listed", "voteRank" DESC);

