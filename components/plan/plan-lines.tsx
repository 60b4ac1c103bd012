import type { ReactNode } from "react";
import { Section } from "#components/ui/section.tsx";

type PlanLinesProps = {
  title: string;
  unit: "line" | "paragraph";
  lines: { text: string; line: number }[];
  children: ReactNode;
};

/** Lines of a plan that become no change, with their numbers. */
export function PlanLines({ title, unit, lines, children }: PlanLinesProps) {
  if (lines.length === 0) return null;
  return (
    <Section title={title} aside={lines.length.toLocaleString("en-GB")}>
      <p className="mt-3 max-w-measure text-small text-ink-muted">{children}</p>
      <ul className="mt-2">
        {lines.map(({ text, line }) => (
          <li
            key={`${line} ${text}`}
            className="flex gap-4 border-b border-rule py-2 text-small max-md:flex-col max-md:gap-0"
          >
            <span className="w-28 shrink-0 text-ink-muted tabular-nums">
              {unit} {line}
            </span>
            <span className="max-w-measure wrap-anywhere">{text}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
