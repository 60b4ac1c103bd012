-- What a change took and what it is said to save. Exact decimals; what nobody said is null.
ALTER TABLE "Organisation" ADD COLUMN "currency" TEXT;

ALTER TABLE "Change" ADD COLUMN "effortDays" DECIMAL(13,2),
  ADD COLUMN "spentOnce" DECIMAL(13,2),
  ADD COLUMN "runningCostPerYear" DECIMAL(13,2),
  ADD COLUMN "savingPerYear" DECIMAL(13,2),
  ADD COLUMN "savingBasis" TEXT,
  ADD COLUMN "savingStatedById" UUID,
  ADD COLUMN "savingStatedAt" TIMESTAMP(3),
  ADD COLUMN "currency" TEXT;

ALTER TABLE "Change" ADD CONSTRAINT "Change_savingStatedById_fkey"
  FOREIGN KEY ("savingStatedById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Change" ADD CONSTRAINT "Change_saving_has_basis" CHECK (("savingPerYear" IS NULL) = ("savingBasis" IS NULL));
ALTER TABLE "Change" ADD CONSTRAINT "Change_money_has_currency"
  CHECK ((num_nonnulls("spentOnce", "runningCostPerYear", "savingPerYear") > 0) = ("currency" IS NOT NULL));
ALTER TABLE "Change" ADD CONSTRAINT "Change_amounts_not_negative"
  CHECK (least("effortDays", "spentOnce", "runningCostPerYear", "savingPerYear") >= 0);

CREATE INDEX "Change_savingStatedById_idx" ON "Change" ("savingStatedById");

-- Those that state anything: what a quarter cost and is said to save is summed from this index alone, and lists find them by it.
CREATE INDEX "Change_worth_idx" ON "Change" ("happenedAt" DESC, "number" DESC)
  INCLUDE ("publishedAt", "status", "outcome", "resultKey", "effortDays", "spentOnce", "runningCostPerYear", "savingPerYear")
  WHERE "effortDays" IS NOT NULL OR "spentOnce" IS NOT NULL OR "runningCostPerYear" IS NOT NULL OR "savingPerYear" IS NOT NULL;
