-- That a team went through its part of a review: rows are only added, and none to a review that is signed.
CREATE TABLE "ReviewTeamMark" (
  "id" SERIAL NOT NULL,
  "reviewId" UUID NOT NULL,
  "teamKey" TEXT NOT NULL,
  "goneThrough" BOOLEAN NOT NULL,
  "markedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "markedById" UUID NOT NULL,
  "markedByName" TEXT NOT NULL,
  CONSTRAINT "ReviewTeamMark_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "ReviewTeamMark" ADD CONSTRAINT "ReviewTeamMark_reviewId_fkey"
  FOREIGN KEY ("reviewId") REFERENCES "Review" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "ReviewTeamMark_reviewId_teamKey_id_idx" ON "ReviewTeamMark" ("reviewId", "teamKey", "id");

CREATE TRIGGER "ReviewTeamMark_frozen" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReviewTeamMark"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ReviewTeamMark_sealed" BEFORE INSERT ON "ReviewTeamMark" FOR EACH ROW EXECUTE FUNCTION refuse_sealed_review();

ALTER TABLE "ReviewTeamMark" ADD FOREIGN KEY ("markedById") REFERENCES "User"("id");
