import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

type CalloutProps = {
  /** `info` explains, `doubt` weakens a claim, `bad` says something is wrong, `note` only sets apart. */
  tone?: "info" | "doubt" | "bad" | "note";
  title?: string;
  children: ReactNode;
};

/** A remark beside the text, marked by a bar. */
export function Callout({ tone = "note", title, children }: CalloutProps) {
  return (
    <div
      className={classNames(
        "max-w-measure border-l-3 py-0.5 pl-4 text-small text-ink-soft [&>*+*]:mt-1",
        bars[tone],
      )}
    >
      {title && <p className="font-strong text-ink">{title}</p>}
      {typeof children === "string" ? <p>{children}</p> : children}
    </div>
  );
}

const bars = {
  info: "border-accent",
  doubt: "border-inconclusive",
  bad: "border-regressed",
  note: "border-rule-strong",
};
