CREATE TABLE "Review" (
    "id" UUID NOT NULL,
    "quarter" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openedById" UUID,
    "openedByName" TEXT NOT NULL,
    "reason" TEXT,
    "sealedAt" TIMESTAMP(3),
    "simulated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReviewCarried" (
    "reviewId" UUID NOT NULL,
    "changeNumber" INTEGER NOT NULL,
    "fromQuarter" TEXT NOT NULL,

    CONSTRAINT "ReviewCarried_pkey" PRIMARY KEY ("reviewId","changeNumber")
);

CREATE TABLE "ReviewDecision" (
    "id" SERIAL NOT NULL,
    "reviewId" UUID NOT NULL,
    "changeNumber" INTEGER NOT NULL,
    "decision" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT NOT NULL,
    "measurementId" UUID,
    "decidedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedById" UUID NOT NULL,
    "decidedByName" TEXT NOT NULL,
    "takenOver" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ReviewDecision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReviewAction" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "changeNumber" INTEGER,
    "title" TEXT NOT NULL,
    "ownerId" UUID,
    "ownerName" TEXT,
    "dueQuarter" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID NOT NULL,
    "createdByName" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "outcomeNote" TEXT,
    "closedAt" TIMESTAMP(3),
    "closedByName" TEXT,

    CONSTRAINT "ReviewAction_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReviewComment" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "changeNumber" INTEGER,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" UUID NOT NULL,
    "authorName" TEXT NOT NULL,

    CONSTRAINT "ReviewComment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReviewContent" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "json" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "coreSha256" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReviewContent_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReviewSignature" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "contentId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "signedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReviewSignature_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReviewSnapshot" (
    "reviewId" UUID NOT NULL,
    "json" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "auditPosition" BIGINT NOT NULL,
    "sealedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewSnapshot_pkey" PRIMARY KEY ("reviewId")
);

CREATE TABLE "ReviewSettings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "signers" INTEGER NOT NULL DEFAULT 2,
    "fourEyes" BOOLEAN NOT NULL DEFAULT true,
    "dueDays" INTEGER NOT NULL DEFAULT 14,

    CONSTRAINT "ReviewSettings_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Review_quarter_version_key" ON "Review"("quarter", "version");

CREATE INDEX "ReviewCarried_changeNumber_idx" ON "ReviewCarried"("changeNumber");

CREATE INDEX "ReviewDecision_reviewId_changeNumber_id_idx" ON "ReviewDecision"("reviewId", "changeNumber", "id");

CREATE INDEX "ReviewDecision_changeNumber_idx" ON "ReviewDecision"("changeNumber");

CREATE INDEX "ReviewAction_reviewId_createdAt_idx" ON "ReviewAction"("reviewId", "createdAt");

CREATE INDEX "ReviewAction_changeNumber_idx" ON "ReviewAction"("changeNumber");

CREATE INDEX "ReviewComment_reviewId_createdAt_idx" ON "ReviewComment"("reviewId", "createdAt");

CREATE INDEX "ReviewComment_changeNumber_idx" ON "ReviewComment"("changeNumber");

CREATE INDEX "ReviewContent_reviewId_createdAt_idx" ON "ReviewContent"("reviewId", "createdAt");

CREATE INDEX "ReviewSignature_reviewId_signedAt_idx" ON "ReviewSignature"("reviewId", "signedAt");

CREATE UNIQUE INDEX "ReviewSignature_contentId_userId_key" ON "ReviewSignature"("contentId", "userId");

CREATE INDEX "ReviewSnapshot_sha256_idx" ON "ReviewSnapshot"("sha256");

ALTER TABLE "ReviewCarried" ADD CONSTRAINT "ReviewCarried_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewCarried" ADD CONSTRAINT "ReviewCarried_changeNumber_fkey" FOREIGN KEY ("changeNumber") REFERENCES "Change"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewDecision" ADD CONSTRAINT "ReviewDecision_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewDecision" ADD CONSTRAINT "ReviewDecision_changeNumber_fkey" FOREIGN KEY ("changeNumber") REFERENCES "Change"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewAction" ADD CONSTRAINT "ReviewAction_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewAction" ADD CONSTRAINT "ReviewAction_changeNumber_fkey" FOREIGN KEY ("changeNumber") REFERENCES "Change"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewComment" ADD CONSTRAINT "ReviewComment_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewComment" ADD CONSTRAINT "ReviewComment_changeNumber_fkey" FOREIGN KEY ("changeNumber") REFERENCES "Change"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewContent" ADD CONSTRAINT "ReviewContent_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewSignature" ADD CONSTRAINT "ReviewSignature_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewSignature" ADD CONSTRAINT "ReviewSignature_contentId_fkey" FOREIGN KEY ("contentId") REFERENCES "ReviewContent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewSnapshot" ADD CONSTRAINT "ReviewSnapshot_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What the database itself holds reviews to.

ALTER TABLE "Review" ADD CHECK ("quarter" ~ '^[0-9]{4}-Q[1-4]$'), ADD CHECK ("version" >= 1), ADD CHECK ("startsAt" < "endsAt"),
  ADD CHECK (("version" = 1) = ("reason" IS NULL));
ALTER TABLE "ReviewDecision" ADD CHECK ("decision" IN ('keep', 'follow-up', 'roll-back', 'measure-again', 'open')),
  ADD CHECK ("outcome" IN ('improved', 'regressed', 'unchanged', 'inconclusive', 'reported', 'none'));
ALTER TABLE "ReviewAction" ADD CHECK ("status" IN ('open', 'done', 'dropped')), ADD CHECK (("status" = 'open') = ("closedAt" IS NULL)),
  ADD CHECK ("dueQuarter" ~ '^[0-9]{4}-Q[1-4]$');
ALTER TABLE "ReviewSignature" ADD CHECK ("proof" IN ('password', 'single-sign-on', 'sample'));
ALTER TABLE "ReviewContent" ADD CHECK ("sha256" ~ '^[0-9a-f]{64}$'), ADD CHECK ("coreSha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "ReviewSnapshot" ADD CHECK ("sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "ReviewSettings" ADD CHECK ("id" = 1), ADD CHECK ("signers" BETWEEN 1 AND 9), ADD CHECK ("dueDays" BETWEEN 1 AND 90);

-- Decisions, comments, signatures and what was signed are only ever added to.
CREATE TRIGGER "ReviewCarried_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReviewCarried"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ReviewDecision_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReviewDecision"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ReviewComment_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReviewComment"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ReviewContent_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReviewContent"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ReviewSignature_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReviewSignature"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ReviewSnapshot_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReviewSnapshot"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Of a review only the moment of its sealing is ever filled in, once, and only beside its snapshot.
CREATE FUNCTION refuse_review_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."sealedAt" IS NULL AND to_jsonb(OLD) - 'sealedAt' = to_jsonb(NEW) - 'sealedAt'
    AND EXISTS (SELECT 1 FROM "ReviewSnapshot" WHERE "reviewId" = OLD."id" AND "sealedAt" = NEW."sealedAt") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a review is never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "Review_frozen" BEFORE UPDATE OR DELETE ON "Review"
  FOR EACH ROW EXECUTE FUNCTION refuse_review_change();
CREATE TRIGGER "Review_kept" BEFORE TRUNCATE ON "Review"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An action stays what it was; what came of it may be noted while and after the review is open.
CREATE FUNCTION refuse_action_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE later text[] := ARRAY['status', 'outcomeNote', 'closedAt', 'closedByName'];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - later = to_jsonb(NEW) - later THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an action of a review is never rewritten or removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "ReviewAction_frozen" BEFORE UPDATE OR DELETE ON "ReviewAction"
  FOR EACH ROW EXECUTE FUNCTION refuse_action_change();
CREATE TRIGGER "ReviewAction_kept" BEFORE TRUNCATE ON "ReviewAction"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nothing is added to a sealed review. The lock waits for a sealing that is under way.
CREATE FUNCTION refuse_sealed_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed timestamp;
BEGIN
  SELECT "sealedAt" INTO sealed FROM "Review" WHERE "id" = NEW."reviewId" FOR SHARE;
  IF sealed IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the review is signed and takes nothing more' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "ReviewCarried_sealed" BEFORE INSERT ON "ReviewCarried" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();
CREATE TRIGGER "ReviewDecision_sealed" BEFORE INSERT ON "ReviewDecision" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();
CREATE TRIGGER "ReviewAction_sealed" BEFORE INSERT ON "ReviewAction" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();
CREATE TRIGGER "ReviewComment_sealed" BEFORE INSERT ON "ReviewComment" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();
CREATE TRIGGER "ReviewContent_sealed" BEFORE INSERT ON "ReviewContent" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();
CREATE TRIGGER "ReviewSignature_sealed" BEFORE INSERT ON "ReviewSignature" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();
CREATE TRIGGER "ReviewSnapshot_sealed" BEFORE INSERT ON "ReviewSnapshot" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();

-- People on reviews are real ones.
ALTER TABLE "Review" ADD FOREIGN KEY ("openedById") REFERENCES "User"("id");
ALTER TABLE "ReviewDecision" ADD FOREIGN KEY ("decidedById") REFERENCES "User"("id");
ALTER TABLE "ReviewAction" ADD FOREIGN KEY ("ownerId") REFERENCES "User"("id"), ADD FOREIGN KEY ("createdById") REFERENCES "User"("id");
ALTER TABLE "ReviewComment" ADD FOREIGN KEY ("authorId") REFERENCES "User"("id");
ALTER TABLE "ReviewSignature" ADD FOREIGN KEY ("userId") REFERENCES "User"("id");
