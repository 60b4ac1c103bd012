/** Stands in for a list that is still being read: after 300 ms, and still. At most eight rows. */
export function Skeleton({ what, rows = 6 }: { what: string; rows?: number }) {
  return (
    <div aria-busy="true" className="appear-late mt-6">
      <p role="status" className="sr-only">
        Loading {what}
      </p>
      {bars.slice(0, rows).map(([title, meta]) => (
        <div
          key={title}
          className="grid grid-cols-[1fr_5rem_3rem] items-center gap-6 border-b border-rule py-4.5"
        >
          <div>
            <div className={`h-3 rounded-[2px] bg-wash-strong ${title}`} />
            <div className={`mt-2.5 h-2 rounded-[2px] bg-wash-strong ${meta}`} />
          </div>
          <div className="h-3 rounded-[2px] bg-wash-strong" />
          <div className="h-3 rounded-[2px] bg-wash-strong" />
        </div>
      ))}
    </div>
  );
}

const bars = [
  ["w-[72%]", "w-[44%]"],
  ["w-[58%]", "w-[30%]"],
  ["w-[81%]", "w-[53%]"],
  ["w-[64%]", "w-[36%]"],
  ["w-[69%]", "w-[41%]"],
  ["w-[55%]", "w-[33%]"],
  ["w-[77%]", "w-[48%]"],
  ["w-[61%]", "w-[38%]"],
] as const;
