-- Lists by name begin at their key, and what is typed into their search is found wherever in a name it stands.
CREATE INDEX "System_name_key_idx" ON "System"("name", "key");
CREATE INDEX "Metric_name_key_idx" ON "Metric"("name", "key");
CREATE INDEX "User_name_email_idx" ON "User"("name", "email");
CREATE INDEX "System_name_idx" ON "System" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "Metric_name_idx" ON "Metric" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "TestRun_title_idx" ON "TestRun" USING GIN ("title" gin_trgm_ops);
CREATE INDEX "User_name_idx" ON "User" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "User_email_idx" ON "User" USING GIN ("email" gin_trgm_ops);
