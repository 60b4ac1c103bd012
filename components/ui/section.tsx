import type { ReactNode } from "react";
import { SectionHead } from "#components/ui/section-head.tsx";

type SectionProps = {
  title: string;
  /** Makes the section a target for links, and its heading's id `${id}-head`. */
  id?: string;
  aside?: ReactNode;
  /** `block` follows closely, `section` begins something new. */
  space?: "section" | "block" | "none";
  children: ReactNode;
};

/** A part of a page under its own head. */
export function Section({ title, id, aside, space = "section", children }: SectionProps) {
  return (
    <section id={id} className={spaces[space]}>
      <SectionHead title={title} id={id && `${id}-head`} aside={aside} />
      {children}
    </section>
  );
}

const spaces = { section: "mt-section", block: "mt-block", none: "" };
