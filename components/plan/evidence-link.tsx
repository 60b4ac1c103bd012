import type { ReactNode } from "react";
import { TextLink } from "#components/ui/text-link.tsx";

type EvidenceLinkProps = {
  /** Null where the reader cannot open it: on a shared page. */
  href: string | null;
  tone?: "ink" | "plain";
  className?: string;
  children: ReactNode;
};

/** A figure opens its evidence; for readers without an account it is the figure alone. */
export function EvidenceLink({ href, tone, className, children }: EvidenceLinkProps) {
  if (href === null) return <span className={className}>{children}</span>;
  return (
    <TextLink href={href} tone={tone} className={className}>
      {children}
    </TextLink>
  );
}
