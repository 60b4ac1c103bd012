-- AlterTable
ALTER TABLE "IdempotentRequest" ADD COLUMN     "carriedOut" BOOLEAN NOT NULL DEFAULT false;
