"use client";

import { useState } from "react";
import type { PlanChoices } from "#components/plan/plan-reader.tsx";
import type { PlacedFault, Row } from "#components/plan/use-confirmed-plan.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { areaNames, areas } from "#lib/changes/model.ts";
import type { PlanPreview } from "#lib/plan/schema.ts";

type PlanChangeRowProps = PlanChoices & {
  row: Row;
  change: PlanPreview["changes"][number];
  unit: "line" | "paragraph";
  faults: PlacedFault[];
  onEdit: (edit: Partial<Row>) => void;
};

/** One change of a plan: taken or not, where it stands, what is like it, and its fields when they are asked for. */
export function PlanChangeRow(props: PlanChangeRowProps) {
  const { row, change, unit, faults, onEdit } = props;
  const [open, setOpen] = useState(false);
  const shown = open || faults.length > 0;
  return (
    <li className="border-b border-rule py-2">
      <div className="flex items-start justify-between gap-4">
        <Checkbox
          checked={row.taken}
          onChange={(event) => onEdit({ taken: event.target.checked })}
          label={<span className="max-w-measure wrap-anywhere">{row.title}</span>}
          hint={hintOf(props)}
        />
        <Button variant="quiet" aria-expanded={shown} onClick={() => setOpen(!shown)}>
          {shown ? "Close" : "Edit"}
          <span className="sr-only"> {row.title}</span>
        </Button>
      </div>
      <div className="pl-7 text-small text-ink-soft">
        {change.like && (
          <p>
            {change.like.same ? "Recorded already as " : "Like "}
            <TextLink href={`/changes/${change.like.number}`}>C-{change.like.number}</TextLink>
            {!change.like.same && ` ${change.like.title}`}
          </p>
        )}
        {change.claims.map(({ text, line }) => (
          <p key={`${line} ${text}`} className="max-w-measure wrap-anywhere">
            Claimed in {unit} {line}, not measured: {text}
          </p>
        ))}
        {shown && <Fields {...props} />}
      </div>
    </li>
  );
}

function hintOf({ row, unit, systems, practices, change }: PlanChangeRowProps): string {
  const moved = row.area !== change.area || row.practice !== (change.practice ?? "");
  const practice = practices.find(({ key }) => key === row.practice)?.name ?? "no practice";
  return [
    `${unit} ${row.line}`,
    ...(moved ? [`${areaNames[row.area]}, ${practice}`] : []),
    ...(row.system ? [systems.find(({ key }) => key === row.system)?.name ?? row.system] : []),
    ...(row.day ? [row.day] : []),
  ].join(" · ");
}

function Fields({ row, systems, practices, faults, onEdit }: PlanChangeRowProps) {
  const error = (field: string) => faults.find((fault) => fault.field === field)?.message ?? null;
  const id = (field: string) => `${field}-${row.line}`;
  return (
    <div className="max-w-144 pb-4">
      <TextField
        id={id("title")}
        label="Title"
        value={row.title}
        error={error("title") ?? error("line")}
        onChange={(event) => onEdit({ title: event.target.value })}
      />
      <div className="flex gap-6 *:flex-1 max-md:flex-col max-md:gap-0">
        <SelectField
          id={id("area")}
          label="Area"
          value={row.area}
          error={error("area")}
          onChange={(event) =>
            onEdit({ area: areas.find((area) => area === event.target.value) ?? row.area, practice: "" })
          }
          options={areas.map((area) => ({ value: area, label: areaNames[area] }))}
        />
        <SelectField
          id={id("practice")}
          label="Practice"
          placeholder="No practice"
          value={row.practice}
          error={error("practice")}
          onChange={(event) => onEdit({ practice: event.target.value })}
          options={practices
            .filter(({ area }) => area === row.area)
            .map(({ key, name }) => ({ value: key, label: name }))}
        />
      </div>
      <div className="flex gap-6 *:flex-1 max-md:flex-col max-md:gap-0">
        <SelectField
          id={id("system")}
          label="System"
          placeholder="As chosen for all"
          value={row.system}
          error={error("system")}
          onChange={(event) => onEdit({ system: event.target.value })}
          options={systems.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <TextField
          id={id("appliedAt")}
          label="Applied on"
          hint="Like 12 Nov 2026"
          optional
          value={row.day}
          error={error("appliedAt")}
          onChange={(event) => onEdit({ day: event.target.value })}
        />
      </div>
    </div>
  );
}
