const niceSteps = [
  1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
];

/** The shortest step people count in that is at least this many seconds long. */
export function stepFor(seconds: number): number {
  return niceSteps.find((step) => step >= seconds) ?? Math.ceil(seconds / 86_400) * 86_400;
}
