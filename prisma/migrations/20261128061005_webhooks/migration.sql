CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "systemId" UUID,
    "area" TEXT NOT NULL DEFAULT 'code',
    "practiceId" UUID,
    "ownerId" UUID,
    "rules" JSONB NOT NULL DEFAULT '[]',
    "labels" TEXT[],
    "environments" TEXT[],
    "mergedAs" TEXT NOT NULL DEFAULT 'planned',
    "sealedSecret" TEXT,
    "sealedPrevious" TEXT,
    "previousUntil" TIMESTAMP(3),
    "createdById" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),
    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id"),
    CHECK ("kind" IN ('github', 'changes')),
    CHECK ("area" IN ('software-configuration', 'database', 'code', 'infrastructure')),
    CHECK ("mergedAs" IN ('draft', 'planned')),
    -- One that has ended opens for nobody, and one that has not must be openable.
    CHECK (("endedAt" IS NULL) = ("sealedSecret" IS NOT NULL)),
    CHECK (("sealedPrevious" IS NULL) = ("previousUntil" IS NULL)),
    CONSTRAINT "Webhook_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Webhook_practiceId_fkey" FOREIGN KEY ("practiceId") REFERENCES "Practice"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Webhook_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Webhook_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE INDEX "Webhook_kind_endedAt_idx" ON "Webhook"("kind", "endedAt");
CREATE INDEX "Webhook_name_id_idx" ON "Webhook"("name", "id");
CREATE INDEX "Webhook_systemId_idx" ON "Webhook"("systemId");
CREATE INDEX "Webhook_practiceId_idx" ON "Webhook"("practiceId");
CREATE INDEX "Webhook_ownerId_idx" ON "Webhook"("ownerId");
CREATE INDEX "Webhook_createdById_idx" ON "Webhook"("createdById");

CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "changes" INTEGER[],
    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id"),
    CHECK ("outcome" IN ('recorded', 'updated', 'ignored', 'refused')),
    CONSTRAINT "WebhookDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "WebhookDelivery_webhookId_receivedAt_id_idx" ON "WebhookDelivery"("webhookId", "receivedAt" DESC, "id" DESC);
CREATE INDEX "WebhookDelivery_webhookId_hash_receivedAt_idx" ON "WebhookDelivery"("webhookId", "hash", "receivedAt");
CREATE INDEX "WebhookDelivery_receivedAt_idx" ON "WebhookDelivery"("receivedAt");

CREATE TABLE "WebhookChange" (
    "webhookId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "changeId" UUID NOT NULL,
    CONSTRAINT "WebhookChange_pkey" PRIMARY KEY ("webhookId", "externalId"),
    CONSTRAINT "WebhookChange_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "WebhookChange_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "WebhookChange_changeId_idx" ON "WebhookChange"("changeId");
