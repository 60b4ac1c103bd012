-- Past which value a metric's series is an alert, and who hears of it.
ALTER TABLE "Metric" ADD COLUMN "thresholds" JSONB, ADD COLUMN "ownerId" UUID;
ALTER TABLE "Metric" ADD CONSTRAINT "Metric_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Alert" DROP CONSTRAINT "Alert_origin_check",
  ADD CONSTRAINT "Alert_origin_check" CHECK ("origin" IN ('alertmanager', 'threshold', 'watch'));
