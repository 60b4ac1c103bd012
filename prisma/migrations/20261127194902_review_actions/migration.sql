-- An action becomes a roadmap item: which one is noted later, once.
ALTER TABLE "ReviewAction" ADD COLUMN "roadmapItem" INTEGER;
CREATE UNIQUE INDEX "ReviewAction_roadmapItem_key" ON "ReviewAction"("roadmapItem");

CREATE OR REPLACE FUNCTION refuse_action_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE later text[] := ARRAY['status', 'outcomeNote', 'closedAt', 'closedByName', 'roadmapItem'];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - later = to_jsonb(NEW) - later
    AND (OLD."roadmapItem" IS NULL OR OLD."roadmapItem" = NEW."roadmapItem") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an action of a review is never rewritten or removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
