import type { ReactNode } from "react";
import { TextLink } from "#components/ui/text-link.tsx";

/** First cell of a row: the name that opens the record, and one quiet line under it. */
export function RowTitle({ href, title, children }: { href: string; title: string; children?: ReactNode }) {
  return (
    <>
      <TextLink tone="plain" href={href} className="text-body font-medium wrap-anywhere">
        {title}
      </TextLink>
      {children && (
        <span className="block text-small text-ink-muted print:ml-2 print:inline">{children}</span>
      )}
    </>
  );
}
