import type { PersonKey } from "#prisma/sample/people.ts";

/**
 * What people of the sample asked for, all of it invented. Days count from the roll-out of the change that answers an
 * entry; without one, back from the day of loading.
 */
export type SampleFeedback = {
  title: string;
  body: string;
  system: string | null;
  by: PersonKey;
  /** Title of the change that answers it; null where none does yet. */
  change: string | null;
  /** Before that change, or before the day of loading. */
  daysBefore: number;
  votes: { by: PersonKey; importance?: 1 | 2 | 3; affects?: number }[];
  comments?: { by: PersonKey; body: string; daysBefore: number }[];
  /** For the team alone. */
  note?: { by: PersonKey; body: string };
  status?: { key: string; reason?: string; by: PersonKey };
  /** Another entry that asked for the same and was merged into this one. */
  merged?: { title: string; by: PersonKey; votes: PersonKey[] };
  /** To "solved for you?", where the change was proven. */
  answers?: { by: PersonKey; answer: "yes" | "partly" | "no" }[];
};

export const feedback: SampleFeedback[] = [
  {
    title: "Statements take ages on the 1st of the month",
    body: "On the 1st I open the royalty statement and look at a spinner for several seconds, then again for each artist. In the middle of the month it is fine.",
    system: "royalty-calculation",
    by: "zanele",
    change: "Cache royalty rates in Redis",
    daysBefore: 38,
    votes: [
      { by: "kagiso", importance: 3, affects: 40 },
      { by: "lerato", importance: 2 },
      { by: "nomsa", importance: 2, affects: 12 },
    ],
    comments: [
      {
        by: "thandi",
        body: "We found it: every line of a statement reads its rate from the database. A cache goes in next.",
        daysBefore: 7,
      },
      { by: "kagiso", body: "Much better this month. Four artists in under ten seconds.", daysBefore: -7 },
    ],
    note: {
      by: "thandi",
      body: "Sipho tried a cache in the service before: no effect. This one must be shared.",
    },
    merged: { title: "The monthly statement opens very slowly", by: "kagiso", votes: ["ayanda", "nomsa"] },
    answers: [
      { by: "zanele", answer: "yes" },
      { by: "kagiso", answer: "yes" },
      { by: "nomsa", answer: "partly" },
    ],
  },
  {
    title: "Enrolment page times out on the first day of term",
    body: "We tried for two hours to enrol a class of thirty.",
    system: "course-platform",
    by: "nomsa",
    change: "Auto-scaling rules for enrolment days",
    daysBefore: 30,
    votes: [{ by: "zanele", importance: 3, affects: 30 }, { by: "ayanda" }],
    status: { key: "in-progress", by: "lerato" },
  },
  {
    title: "Portal was down twice in one month",
    body: "Both times nobody could sign in for an hour.",
    system: "all-systems",
    by: "kagiso",
    change: "Health checks and automatic rerouting",
    daysBefore: 20,
    votes: [
      { by: "zanele", importance: 3 },
      { by: "lerato", importance: 2 },
    ],
  },
  {
    title: "Finding an old transaction takes for ever",
    body: "For the big labels the list needs ten seconds before it shows anything.",
    system: "user-portal",
    by: "zanele",
    change: "Composite index on transaction history",
    daysBefore: 24,
    votes: [{ by: "nomsa", importance: 2 }, { by: "kagiso" }],
    answers: [{ by: "zanele", answer: "yes" }],
  },
  {
    title: "Sign-in hangs for some seconds at 08:00",
    body: "When everybody begins to work the sign-in page does nothing.",
    system: "user-portal",
    by: "zanele",
    change: "Connection pool again, with a limit per service",
    daysBefore: 15,
    votes: [{ by: "ayanda", importance: 2 }, { by: "nomsa" }, { by: "kagiso", importance: 1 }],
    status: { key: "in-progress", by: "sipho" },
  },
  {
    title: "Course pictures load slowly on mobile data",
    body: "On the bus the photos of a lesson need half a minute each.",
    system: "course-platform",
    by: "nomsa",
    change: "Image sizes by device in courses",
    daysBefore: 20,
    votes: [
      { by: "kagiso", importance: 3, affects: 200 },
      { by: "thandi", importance: 2 },
      { by: "ayanda" },
      { by: "lerato" },
      { by: "sipho" },
    ],
    comments: [{ by: "zanele", body: "Also in the evening at home, on the old router.", daysBefore: 12 }],
    status: {
      key: "planned",
      reason: "Pictures in three sizes come with the next course release.",
      by: "thandi",
    },
  },
  {
    title: "One search for courses and statements",
    body: "I never know in which of the two search boxes I have to type.",
    system: "user-portal",
    by: "kagiso",
    change: null,
    daysBefore: 40,
    votes: [{ by: "lerato" }, { by: "nomsa", importance: 1 }, { by: "thandi" }],
    status: { key: "under-review", by: "thandi" },
  },
  {
    title: "Activity log: jump to a date",
    body: "To find something from March I have to click through forty pages.",
    system: "user-portal",
    by: "ayanda",
    change: null,
    daysBefore: 60,
    votes: [{ by: "kagiso" }],
    status: { key: "declined", reason: "The search takes a date already: type 2026-03.", by: "sipho" },
  },
  {
    title: "Signed out while writing a long answer",
    body: "After half an hour of typing the page asked me to sign in and my text was gone.",
    system: "course-platform",
    by: "zanele",
    change: null,
    daysBefore: 6,
    votes: [{ by: "nomsa", importance: 3 }],
  },
];

/** How people rated the royalty calculation around its cache, in days from the roll-out. */
export const ratings: { system: string; change: string; by: PersonKey; value: number; days: number }[] = (
  [
    ["zanele", 2, 4],
    ["kagiso", 2, 4],
    ["nomsa", 3, 4],
    ["ayanda", 1, 5],
    ["lerato", 3, 4],
    ["sipho", 2, 3],
    ["thandi", 2, 4],
  ] as const
).flatMap(([by, before, after], index) => [
  {
    system: "royalty-calculation",
    change: "Cache royalty rates in Redis",
    by,
    value: before,
    days: -10 - index,
  },
  {
    system: "royalty-calculation",
    change: "Cache royalty rates in Redis",
    by,
    value: after,
    days: 8 + index,
  },
]);
