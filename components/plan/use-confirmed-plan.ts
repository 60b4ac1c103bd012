"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { notify } from "#components/ui/notices.ts";
import type { Area } from "#lib/changes/model.ts";
import type { Fault } from "#lib/core/errors.ts";
import { formatDate } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";
import { adoptPlanAction } from "#lib/plan/actions.ts";
import type { PlanPreview } from "#lib/plan/schema.ts";

/** A change as it stands on the page, mended or not. */
export type Row = {
  line: number;
  taken: boolean;
  title: string;
  area: Area;
  practice: string;
  /** Empty for the one that is chosen for all. */
  system: string;
  day: string;
};

/** What is taken of a plan, and its way into the records. */
export function useConfirmedPlan(preview: PlanPreview, onlySystem: string) {
  const router = useRouter();
  const [rows, setRows] = useState<Row[]>(() => preview.changes.map(rowOf));
  const [system, setSystem] = useState(onlySystem);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [sent, setSent] = useState<Row[]>([]);
  const [pending, setPending] = useState(false);
  const taken = rows.filter((row) => row.taken);
  const confirm = async () => {
    setPending(true);
    setSent(taken);
    const changes = taken.map(({ taken: _, ...row }) => ({
      ...row,
      practice: row.practice || null,
      system: row.system || system,
    }));
    try {
      const { refusal } = await adoptPlanAction(preview.file.id, changes);
      if (refusal) {
        setFaults(refusal.faults.length > 0 ? refusal.faults : [{ path: "", message: refusal.message }]);
        return;
      }
      notify({ text: `${counted(taken.length, "draft", "drafts")} recorded from ${preview.file.name}.` });
      router.push("/changes?status=draft&sort=-number");
    } catch {
      setFaults([
        { path: "", message: "The answer did not arrive. Look under Changes before you try again." },
      ]);
    } finally {
      setPending(false);
    }
  };
  return {
    rows,
    taken,
    system,
    setSystem,
    pending,
    confirm,
    lacksSystem: taken.some((row) => row.system === "" && system === ""),
    edit: (line: number, change: Partial<Row>) =>
      setRows((known) => known.map((row) => (row.line === line ? { ...row, ...change } : row))),
    /** Every fault with the line of its change and its field; none of a change has neither. */
    faults: faults.map(({ path, message }) => {
      const [, index, field = ""] = /^changes\.(\d+)\.(.+)$/.exec(path) ?? [];
      return { line: index === undefined ? null : (sent[Number(index)]?.line ?? null), field, message };
    }),
  };
}

export type PlacedFault = ReturnType<typeof useConfirmedPlan>["faults"][number];

function rowOf(change: PlanPreview["changes"][number]): Row {
  const day =
    change.appliedOn === null ? "" : formatDate(new Date(change.appliedOn), "UTC").replaceAll("\u00a0", " ");
  return {
    line: change.line,
    // What is recorded already is not recorded twice unless somebody says so.
    taken: !change.like?.same,
    title: change.title,
    area: change.area,
    practice: change.practice ?? "",
    system: change.system ?? "",
    day,
  };
}
