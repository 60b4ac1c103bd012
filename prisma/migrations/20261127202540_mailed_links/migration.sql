-- When the link left by mail; null where the portal has no mail server, or it is still on its way.
ALTER TABLE "Invitation" ADD COLUMN "mailedAt" TIMESTAMP(3);
