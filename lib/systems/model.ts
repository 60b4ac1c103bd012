/** What an organisation wants of its systems. */
export const objectiveKinds = [
  "responsiveness",
  "error-rate",
  "resource-utilisation",
  "scalability",
] as const;
export type ObjectiveKind = (typeof objectiveKinds)[number];

export const objectiveKindNames: Record<ObjectiveKind, string> = {
  responsiveness: "Responsiveness",
  "error-rate": "Error rate",
  "resource-utilisation": "Resource utilisation",
  scalability: "Scalability",
};
