-- A gain may be checked between its fixed days.
ALTER TABLE "WatchCheck" DROP CONSTRAINT "WatchCheck_days_check",
  ADD CHECK ("days" BETWEEN 1 AND 90);
