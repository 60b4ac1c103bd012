/**
 * A roadmap over quarters: each item where it is planned now, and the way it came there from the quarter that was first
 * promised. What slipped is seen at a glance.
 */

export type TimelineMark = "planned" | "promised" | "passed" | null;

type Dated = { quarter: string | null; firstQuarter: string | null };

/** What an item has to say in each of the quarters, in their order. Quarters are compared as keys. */
export function timelineOf({ quarter, firstQuarter }: Dated, quarters: string[]): TimelineMark[] {
  if (quarter === null) return quarters.map(() => null);
  const first = firstQuarter ?? quarter;
  const [begin, end] = first < quarter ? [first, quarter] : [quarter, first];
  return quarters.map((one) => {
    if (one === quarter) return "planned";
    if (one === first) return "promised";
    return one > begin && one < end ? "passed" : null;
  });
}
