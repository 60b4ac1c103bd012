-- For similar changes: words in full, so that a rare one or a few together find a bounded number of rows however many there are.
-- AlterTable
ALTER TABLE "Change" ADD COLUMN "searchVector" tsvector
  GENERATED ALWAYS AS (to_tsvector('english'::regconfig, "searchText")) STORED;

-- CreateIndex
CREATE INDEX "Change_searchVector_idx" ON "Change" USING GIN ("searchVector");

-- How common a word is follows from what the planner knows of the column.
ALTER TABLE "Change" ALTER COLUMN "searchVector" SET STATISTICS 1000;
