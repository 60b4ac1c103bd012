"use server";

import type { FindItem } from "#components/layout/find-dialog.tsx";
import type { FormState } from "#lib/core/form-state.ts";

export async function leave(): Promise<void> {}

export async function findAnything(query: string): Promise<FindItem[]> {
  const all = [
    { label: "Cache royalty rates in Redis", kind: "Change C-43", href: "/change" },
    { label: "Calculate royalties with eight workers", kind: "Change C-48", href: "/change" },
    { label: "Royalty statement, p95", kind: "Metric", href: "/" },
  ];
  return all.filter((item) => item.label.toLowerCase().includes(query.toLowerCase()));
}

export async function refuse(previous: FormState, form: FormData): Promise<FormState> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") typed[name] = value;
  return {
    message: "Two faults.",
    faults: [
      { path: "day", message: "Give a day, like 12 Nov 2026" },
      { path: "system", message: "Choose a system" },
    ],
    typed,
    attempt: previous.attempt + 1,
    done: false,
  };
}
