-- A 4-4-5 calendar counts whole weeks that begin on this day.
ALTER TABLE "Organisation" ADD COLUMN "fiscalWeeksFrom" INTEGER,
  ADD CHECK ("fiscalWeeksFrom" BETWEEN 1 AND 7);
