import { type Status, statusNames } from "#lib/changes/model.ts";

const way: readonly Status[] = ["draft", "planned", "in-progress", "applied", "measuring", "verified"];

/** Where a change stands on its way; one that was ended shows that as its last step. */
export function changeSteps(status: Status): { name: string; state: "done" | "now" | "ahead" }[] {
  const now = way.indexOf(status);
  if (now < 0) return [{ name: statusNames[status], state: "now" }];
  return way.map((step, index) => ({
    name: statusNames[step],
    state: index < now ? "done" : index === now ? "now" : "ahead",
  }));
}
