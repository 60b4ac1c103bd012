/** What SayPro runs, as its plan names it. */
export const systems: { key: string; name: string; description: string; team: string }[] = [
  {
    key: "royalty-calculation",
    name: "Royalty calculation",
    description:
      "Works out what every artist is owed, each night and at month end, and prints the statements.",
    team: "Royalties",
  },
  {
    key: "user-portal",
    name: "User portal",
    description: "Where people sign in, look up their transactions and follow their activity.",
    team: "Portal",
  },
  {
    key: "course-platform",
    name: "Course platform",
    description: "Courses, their materials and the record of who completed what.",
    team: "Courses",
  },
  {
    key: "all-systems",
    name: "All systems",
    description: "What every system stands on: servers, network, backups and monitoring.",
    team: "Platform",
  },
];
