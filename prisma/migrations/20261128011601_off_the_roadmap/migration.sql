-- Taking an item off the roadmap takes back what was promised, as a move does: it is one.
ALTER TABLE "RoadmapMove" ADD COLUMN "archived" BOOLEAN;
