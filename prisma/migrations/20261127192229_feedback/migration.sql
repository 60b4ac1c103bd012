-- CreateTable
CREATE TABLE "FeedbackStatus" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archivedAt" TIMESTAMP(3),

    CONSTRAINT "FeedbackStatus_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Feedback" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "systemId" UUID,
    "authorId" UUID,
    "statusId" UUID NOT NULL,
    "visibility" TEXT NOT NULL DEFAULT 'signed-in',
    "moderation" TEXT NOT NULL DEFAULT 'approved',
    "mergedIntoId" UUID,
    "mergedAt" TIMESTAMP(3),
    "listed" BOOLEAN NOT NULL,
    "voteCount" INTEGER NOT NULL DEFAULT 0,
    "tally" JSONB NOT NULL DEFAULT '{}',
    "commentCount" INTEGER NOT NULL DEFAULT 0,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "searchText" TEXT NOT NULL,
    "searchVector" tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english'::regconfig, "title"), 'A') || setweight(to_tsvector('english'::regconfig, "body"), 'B')) STORED,

    CONSTRAINT "Feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FeedbackLink" (
    "feedbackId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeedbackLink_pkey" PRIMARY KEY ("feedbackId","kind","key")
);

-- CreateTable
CREATE TABLE "FeedbackVote" (
    "feedbackId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "importance" INTEGER,
    "affects" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeedbackVote_pkey" PRIMARY KEY ("feedbackId","userId")
);

-- CreateTable
CREATE TABLE "FeedbackFollower" (
    "feedbackId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "muted" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeedbackFollower_pkey" PRIMARY KEY ("feedbackId","userId")
);

-- CreateTable
CREATE TABLE "FeedbackComment" (
    "id" UUID NOT NULL,
    "feedbackId" UUID NOT NULL,
    "authorId" UUID,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "FeedbackComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FeedbackNote" (
    "id" UUID NOT NULL,
    "feedbackId" UUID NOT NULL,
    "authorId" UUID,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeedbackNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FeedbackMove" (
    "id" UUID NOT NULL,
    "feedbackId" UUID NOT NULL,
    "statusId" UUID NOT NULL,
    "reason" TEXT,
    "movedById" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeedbackMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FeedbackNews" (
    "feedbackId" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "sentence" TEXT NOT NULL,
    "told" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeedbackNews_pkey" PRIMARY KEY ("feedbackId","changeId")
);

-- CreateTable
CREATE TABLE "FeedbackAnswer" (
    "changeId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "feedbackId" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FeedbackAnswer_pkey" PRIMARY KEY ("changeId","userId")
);

-- CreateTable
CREATE TABLE "SystemRating" (
    "systemId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "value" INTEGER NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SystemRating_pkey" PRIMARY KEY ("systemId","userId","day")
);

-- CreateTable
CREATE TABLE "FeedbackSettings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "publicFeed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "FeedbackSettings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VoteWeights" (
    "version" SERIAL NOT NULL,
    "weights" JSONB NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VoteWeights_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "FeedSecret" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "FeedSecret_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FeedbackStatus_key_key" ON "FeedbackStatus"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Feedback_number_key" ON "Feedback"("number");

-- CreateIndex
CREATE INDEX "Feedback_listed_voteCount_number_idx" ON "Feedback"("listed", "voteCount" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Feedback_listed_createdAt_number_idx" ON "Feedback"("listed", "createdAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Feedback_systemId_listed_voteCount_number_idx" ON "Feedback"("systemId", "listed", "voteCount" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Feedback_systemId_listed_createdAt_number_idx" ON "Feedback"("systemId", "listed", "createdAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Feedback_statusId_listed_voteCount_number_idx" ON "Feedback"("statusId", "listed", "voteCount" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Feedback_statusId_listed_createdAt_number_idx" ON "Feedback"("statusId", "listed", "createdAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Feedback_authorId_createdAt_number_idx" ON "Feedback"("authorId", "createdAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Feedback_moderation_createdAt_idx" ON "Feedback"("moderation", "createdAt");

-- CreateIndex
CREATE INDEX "Feedback_mergedIntoId_idx" ON "Feedback"("mergedIntoId");

-- CreateIndex
CREATE INDEX "Feedback_searchText_idx" ON "Feedback" USING GIN ("searchText" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Feedback_searchVector_idx" ON "Feedback" USING GIN ("searchVector");

-- CreateIndex
CREATE INDEX "FeedbackLink_kind_key_idx" ON "FeedbackLink"("kind", "key");

-- CreateIndex
CREATE INDEX "FeedbackVote_userId_createdAt_idx" ON "FeedbackVote"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "FeedbackFollower_userId_createdAt_idx" ON "FeedbackFollower"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "FeedbackComment_feedbackId_createdAt_id_idx" ON "FeedbackComment"("feedbackId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "FeedbackNote_feedbackId_createdAt_id_idx" ON "FeedbackNote"("feedbackId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "FeedbackMove_feedbackId_createdAt_idx" ON "FeedbackMove"("feedbackId", "createdAt");

-- CreateIndex
CREATE INDEX "FeedbackNews_changeId_idx" ON "FeedbackNews"("changeId");

-- CreateIndex
CREATE INDEX "FeedbackAnswer_feedbackId_idx" ON "FeedbackAnswer"("feedbackId");

-- CreateIndex
CREATE INDEX "SystemRating_systemId_createdAt_idx" ON "SystemRating"("systemId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "FeedSecret_hash_key" ON "FeedSecret"("hash");

-- CreateIndex
CREATE INDEX "FeedSecret_userId_createdAt_idx" ON "FeedSecret"("userId", "createdAt");

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_statusId_fkey" FOREIGN KEY ("statusId") REFERENCES "FeedbackStatus"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Feedback"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackLink" ADD CONSTRAINT "FeedbackLink_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackLink" ADD CONSTRAINT "FeedbackLink_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackVote" ADD CONSTRAINT "FeedbackVote_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackVote" ADD CONSTRAINT "FeedbackVote_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackFollower" ADD CONSTRAINT "FeedbackFollower_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackFollower" ADD CONSTRAINT "FeedbackFollower_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackComment" ADD CONSTRAINT "FeedbackComment_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackComment" ADD CONSTRAINT "FeedbackComment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackNote" ADD CONSTRAINT "FeedbackNote_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackNote" ADD CONSTRAINT "FeedbackNote_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackMove" ADD CONSTRAINT "FeedbackMove_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackMove" ADD CONSTRAINT "FeedbackMove_statusId_fkey" FOREIGN KEY ("statusId") REFERENCES "FeedbackStatus"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackMove" ADD CONSTRAINT "FeedbackMove_movedById_fkey" FOREIGN KEY ("movedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackNews" ADD CONSTRAINT "FeedbackNews_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackNews" ADD CONSTRAINT "FeedbackNews_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackAnswer" ADD CONSTRAINT "FeedbackAnswer_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackAnswer" ADD CONSTRAINT "FeedbackAnswer_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackAnswer" ADD CONSTRAINT "FeedbackAnswer_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemRating" ADD CONSTRAINT "SystemRating_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemRating" ADD CONSTRAINT "SystemRating_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VoteWeights" ADD CONSTRAINT "VoteWeights_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedSecret" ADD CONSTRAINT "FeedSecret_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The same lists as in the noun's model.ts.
ALTER TABLE "FeedbackStatus" ADD CHECK ("category" IN ('open', 'active', 'complete', 'closed'));
ALTER TABLE "Feedback" ADD CHECK ("visibility" IN ('public', 'signed-in', 'team')),
  ADD CHECK ("moderation" IN ('approved', 'held', 'rejected')),
  ADD CHECK ("listed" = ("moderation" = 'approved' AND "mergedIntoId" IS NULL)),
  ADD CHECK (("mergedIntoId" IS NULL) = ("mergedAt" IS NULL)),
  ADD CHECK ("mergedIntoId" <> "id"),
  ADD CHECK ("voteCount" >= 0 AND "commentCount" >= 0);
ALTER TABLE "FeedbackLink" ADD CHECK ("kind" IN ('change', 'metric', 'system', 'plan', 'roadmap-item', 'review'));
ALTER TABLE "FeedbackVote" ADD CHECK ("importance" BETWEEN 1 AND 3), ADD CHECK ("affects" BETWEEN 1 AND 10000000);
ALTER TABLE "FeedbackFollower" ADD CHECK ("reason" IN ('manual', 'comment', 'mention'));
ALTER TABLE "FeedbackAnswer" ADD CHECK ("answer" IN ('yes', 'partly', 'no'));
ALTER TABLE "SystemRating" ADD CHECK ("value" BETWEEN 1 AND 5);
ALTER TABLE "FeedbackSettings" ADD CHECK ("id" = 1);

-- Merging never makes a chain, whoever writes: the other entry stands by itself, and nothing is merged into this one.
CREATE FUNCTION refuse_merge_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Feedback" WHERE "id" = NEW."mergedIntoId" AND "mergedIntoId" IS NOT NULL)
    OR EXISTS (SELECT 1 FROM "Feedback" WHERE "mergedIntoId" = NEW."id") THEN
    RAISE EXCEPTION 'merged feedback never makes a chain' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Feedback_no_chain" BEFORE INSERT OR UPDATE OF "mergedIntoId" ON "Feedback"
  FOR EACH ROW WHEN (NEW."mergedIntoId" IS NOT NULL) EXECUTE FUNCTION refuse_merge_chain();

-- What held before is what a report of that time was counted by.
CREATE TRIGGER "VoteWeights_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "VoteWeights"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Rare words are told from common ones by the search only when the planner knows the column well.
ALTER TABLE "Feedback" ALTER COLUMN "searchText" SET STATISTICS 1000;
ALTER TABLE "Feedback" ALTER COLUMN "searchVector" SET STATISTICS 1000;

INSERT INTO "FeedbackSettings" ("id") VALUES (1);
INSERT INTO "FeedbackStatus" ("id", "key", "name", "category", "position") VALUES
  (gen_random_uuid(), 'new', 'New', 'open', 0),
  (gen_random_uuid(), 'under-review', 'Under review', 'open', 1),
  (gen_random_uuid(), 'planned', 'Planned', 'active', 2),
  (gen_random_uuid(), 'in-progress', 'In progress', 'active', 3),
  (gen_random_uuid(), 'shipped', 'Shipped', 'complete', 4),
  (gen_random_uuid(), 'declined', 'Declined', 'closed', 5);
