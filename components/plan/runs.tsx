import { Fragment, type ReactNode } from "react";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Run } from "#lib/core/documents/document.ts";
import { safeAddress } from "#lib/core/documents/from-markdown.ts";

/** Stretches of a document's text, each in its style. */
export function Runs({ runs }: { runs: Run[] }) {
  return runs.map((run, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: runs of a document never move
    <Fragment key={index}>{styled(run)}</Fragment>
  ));
}

function styled(run: Run): ReactNode {
  if (run.text === "\n") return <br />;
  let shown: ReactNode = run.text;
  if (run.code) shown = <code>{shown}</code>;
  if (run.strike) shown = <s>{shown}</s>;
  if (run.emphasis) shown = <em>{shown}</em>;
  if (run.strong) shown = <strong>{shown}</strong>;
  const address = run.href && safeAddress(run.href);
  return address ? <TextLink href={address}>{shown}</TextLink> : shown;
}
