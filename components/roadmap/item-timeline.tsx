import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { type Progress, progressNames } from "#lib/roadmap/progress.ts";
import type { Item } from "#lib/roadmap/schema.ts";
import { type TimelineMark, timelineOf } from "#lib/roadmap/timeline.ts";

type Column = { key: string; title: string };
type ItemTimelineProps = {
  items: Item[];
  /** The quarters, the earliest first. */
  columns: Column[];
  /** The running quarter. */
  current: string;
};

/** Items over quarters: where each is planned, how far it is there, and what was promised for another quarter. */
export function ItemTimeline({ items, columns, current }: ItemTimelineProps) {
  return (
    <ScrollRegion label="Timeline" className="mt-6">
      <table className="table min-w-180 table-fixed">
        <caption className="sr-only">Roadmap items by quarter</caption>
        <thead>
          <tr>
            <th scope="col" className="w-64 max-md:w-40 print:w-44">
              Item
            </th>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" aria-current={key === current ? "date" : undefined}>
                {title}
                {key === current && <span className="block font-normal text-ink-muted">Running</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ItemRow key={item.number} item={item} columns={columns} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function ItemRow({ item, columns }: { item: Item; columns: Column[] }) {
  const keys = columns.map(({ key }) => key);
  const marks = timelineOf(item, keys);
  return (
    <tr data-row>
      <th scope="row">
        <TextLink tone="plain" href={`/roadmap/${item.number}`} className="font-medium wrap-anywhere">
          {item.title}
        </TextLink>
        <span className="block text-small font-normal text-ink-muted">
          {[item.systemName ?? "All systems", item.team].filter(Boolean).join(" · ")}
        </span>
      </th>
      {marks.map((mark, index) => (
        <td key={keys[index]} className="px-0! align-middle!">
          <Mark mark={mark} progress={item.progress} />
        </td>
      ))}
    </tr>
  );
}

function Mark({ mark, progress }: { mark: TimelineMark; progress: Progress }) {
  if (mark === null) return null;
  if (mark === "passed") {
    return (
      <span className="block border-t border-dashed border-control">
        <span className="sr-only">Moved past</span>
      </span>
    );
  }
  return (
    <span
      className={classNames(
        "mr-2 flex items-center gap-1.5 rounded-control border px-2 py-1 text-small wrap-anywhere print:mr-1 print:gap-1 print:px-1",
        mark === "promised"
          ? "border-dashed border-control text-ink-muted"
          : progress === "planned"
            ? "border-control"
            : "border-transparent bg-wash-strong font-medium forced-colors:border-current print:border-ink",
      )}
    >
      {mark === "planned" && (progress === "proven" || progress === "measuring") && (
        <VerdictMark outcome={progress === "proven" ? "improved" : "measuring"} className="size-3.5!" />
      )}
      {mark === "promised" ? "First promised" : progressNames[progress]}
    </span>
  );
}
