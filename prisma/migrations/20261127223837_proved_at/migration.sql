-- When the person of a session proved who they are; so far that was when it began.
ALTER TABLE "Session" ADD COLUMN "provedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "Session" SET "provedAt" = "createdAt";
