-- News may ask a question that a mail answers by one press: the answers that can be given.
ALTER TABLE "Notification" ADD COLUMN "answers" TEXT[] DEFAULT ARRAY[]::TEXT[];
