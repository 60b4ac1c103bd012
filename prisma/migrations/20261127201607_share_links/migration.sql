-- CreateTable
CREATE TABLE "ShareLink" (
    "id" UUID NOT NULL,
    "secretHash" TEXT NOT NULL,
    "quarter" TEXT NOT NULL,
    "parts" TEXT[],
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "opened" INTEGER NOT NULL DEFAULT 0,
    "lastOpenedAt" TIMESTAMP(3),

    CONSTRAINT "ShareLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ShareLink_secretHash_key" ON "ShareLink"("secretHash");

-- CreateIndex
CREATE INDEX "ShareLink_createdById_createdAt_idx" ON "ShareLink"("createdById", "createdAt");

-- AddForeignKey
ALTER TABLE "ShareLink" ADD CONSTRAINT "ShareLink_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ShareLink" ADD CHECK ("quarter" ~ '^\d{4}-Q[1-4]$'),
  ADD CHECK ("parts" <@ ARRAY['names', 'owners', 'targets', 'next', 'risks']),
  ADD CHECK ("expiresAt" > "createdAt");
