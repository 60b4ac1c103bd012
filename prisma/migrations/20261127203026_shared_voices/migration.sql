-- What users said can be shared too.
ALTER TABLE "ShareLink" DROP CONSTRAINT "ShareLink_parts_check",
  ADD CONSTRAINT "ShareLink_parts_check" CHECK ("parts" <@ ARRAY['names', 'owners', 'targets', 'next', 'risks', 'voices']);
