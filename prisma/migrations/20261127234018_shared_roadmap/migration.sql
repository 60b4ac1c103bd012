-- A link shows a quarter's overview, as all did so far, or the roadmap.
ALTER TABLE "ShareLink" ADD COLUMN "what" TEXT NOT NULL DEFAULT 'overview',
  ALTER COLUMN "quarter" DROP NOT NULL;
ALTER TABLE "ShareLink" ALTER COLUMN "what" DROP DEFAULT;

ALTER TABLE "ShareLink" DROP CONSTRAINT "ShareLink_parts_check",
  ADD CONSTRAINT "ShareLink_what_check" CHECK ("what" IN ('overview', 'roadmap')),
  ADD CONSTRAINT "ShareLink_of_quarter_check" CHECK (("what" = 'overview') = ("quarter" IS NOT NULL)),
  ADD CONSTRAINT "ShareLink_parts_check" CHECK ("parts" <@ CASE "what"
    WHEN 'roadmap' THEN ARRAY['systems', 'expected', 'progress', 'votes', 'owners', 'objectives']
    ELSE ARRAY['names', 'owners', 'targets', 'next', 'risks', 'voices'] END);
