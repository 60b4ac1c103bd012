-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "showAt" TIMESTAMP(3),
    "readAt" TIMESTAMP(3),
    "mailRhythm" TEXT NOT NULL,
    "mailAt" TIMESTAMP(3),
    "mailId" UUID,

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationPreference" (
    "userId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "portal" TEXT NOT NULL,
    "mail" TEXT NOT NULL,

    CONSTRAINT "NotificationPreference_pkey" PRIMARY KEY ("userId","event")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "unsubscribes" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextTryAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "sentAt" TIMESTAMP(3),
    "failedAt" TIMESTAMP(3),
    "failure" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Notification_userId_showAt_id_idx" ON "Notification"("userId", "showAt", "id");

-- CreateIndex
CREATE INDEX "Notification_mailId_idx" ON "Notification"("mailId");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_userId_key_key" ON "Notification"("userId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Mail_key_key" ON "Mail"("key");

-- CreateIndex
CREATE INDEX "Mail_userId_idx" ON "Mail"("userId");

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "Mail"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationPreference" ADD CONSTRAINT "NotificationPreference_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The same list as in lib/users/notification-events.ts.
ALTER TABLE "Notification" ADD CHECK ("mailRhythm" IN ('immediate', 'daily', 'weekly', 'off')),
  ADD CHECK ("path" LIKE '/%');
ALTER TABLE "NotificationPreference" ADD CHECK ("portal" IN ('immediate', 'daily', 'weekly', 'off')),
  ADD CHECK ("mail" IN ('immediate', 'daily', 'weekly', 'off'));

-- What is counted on every page, and what the delivery asks every quarter of an hour: as long as what is open, not as
-- long as all that ever was.
CREATE INDEX "Notification_unread_idx" ON "Notification" ("userId", "showAt") WHERE "readAt" IS NULL;
CREATE INDEX "Notification_to_mail_idx" ON "Notification" ("mailAt") WHERE "mailId" IS NULL AND "mailAt" IS NOT NULL;
CREATE INDEX "Mail_to_send_idx" ON "Mail" ("nextTryAt") WHERE "sentAt" IS NULL AND "failedAt" IS NULL;
