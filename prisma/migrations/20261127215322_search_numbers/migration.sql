-- Digits look alike to trigrams: of 1,000,000 tickets thousands hold the same three. How the runs of letters and digits that
-- hold a digit begin tells them apart: three to twelve characters, the end of a run written as ".".
-- lib/changes/number-beginnings.ts says the same of what is searched.
CREATE FUNCTION number_beginnings(content text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT left(run[1] || '.', size))
  FROM regexp_matches(content, '[0-9a-z]*[0-9][0-9a-z]*', 'g') AS run, generate_series(3, least(length(run[1]) + 1, 12)) AS size
$$;

-- AlterTable
ALTER TABLE "Change" ADD COLUMN "searchNumbers" TEXT[] GENERATED ALWAYS AS (number_beginnings("searchText")) STORED;

-- DropIndex
DROP INDEX "Change_searchText_idx";

-- One index of both, the rarer column first: it says where to look in the trigrams, which are then not read in full.
-- CreateIndex
CREATE INDEX "Change_searchNumbers_searchText_idx" ON "Change" USING GIN ("searchNumbers", "searchText" gin_trgm_ops);
