-- Which changes share a verdict is asked on the page of each.
CREATE INDEX "Change_resultKey_idx" ON "Change"("resultKey");
