-- Shared overviews show what a quarter cost and saves where that is chosen.
ALTER TABLE "ShareLink" DROP CONSTRAINT "ShareLink_parts_check",
  ADD CONSTRAINT "ShareLink_parts_check" CHECK ("parts" <@ CASE "what"
    WHEN 'roadmap' THEN ARRAY['systems', 'expected', 'progress', 'votes', 'owners', 'objectives']
    ELSE ARRAY['names', 'owners', 'targets', 'next', 'risks', 'voices', 'statement', 'money'] END);
