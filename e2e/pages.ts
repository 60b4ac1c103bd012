/** Every page of the signed-in portal, for the tests that walk through all of them. */
export const readingPages = [
  "/",
  "/changes",
  "/changes?q=nothing-like-it",
  "/changes/1",
  "/systems",
  "/systems/royalty-calculation",
  "/metrics",
  "/plan",
  "/settings",
];

/** Pages that only those who may write see. */
export const writingPages = [
  "/changes/new",
  "/changes/1/edit",
  "/changes/1/evidence",
  "/systems/new",
  "/systems/royalty-calculation/edit",
  "/systems/objectives/new",
  "/metrics/new",
];

/** Pages for leads and reviewers. */
export const narrativePages = ["/plan/conclusion"];

/** Pages for admins alone. */
export const adminPages = ["/settings/members", "/settings/organisation"];
