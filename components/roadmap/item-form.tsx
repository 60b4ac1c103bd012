"use client";

import { useState } from "react";
import { RangeFields } from "#components/changes/range-fields.tsx";
import { RiceFields } from "#components/roadmap/rice-fields.tsx";
import { TeamField } from "#components/systems/team-field.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { OwnerField } from "#components/users/owner-field.tsx";
import { createItemAction, editItemAction } from "#lib/roadmap/actions.ts";
import type { ItemDetail } from "#lib/roadmap/schema.ts";

type ItemFormProps = {
  item?: ItemDetail;
  /** The feedback that a new item answers: it fills what the entry says already. */
  answers?: { number: number; title: string; system: string | null };
  systems: { key: string; name: string }[];
  objectives: { key: string; name: string }[];
  metrics: { key: string; name: string; system: string }[];
  people: { email: string; name: string }[];
  teams: string[];
  quarters: { key: string; label: string }[];
  me: string;
};

/** Adds an item to the roadmap, or edits the given one. A title is enough; moving it in time is done on the board. */
export function ItemForm({
  item,
  answers,
  systems,
  objectives,
  metrics,
  people,
  teams,
  quarters,
  me,
}: ItemFormProps) {
  const [system, setSystem] = useState(item?.system ?? answers?.system ?? "");
  const named = (list: { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <ActionForm
      action={item ? editItemAction : createItemAction}
      label={item ? "Edit item" : "Add an item"}
      fieldIds={fieldIds}
    >
      {({ error, typed }) => (
        <>
          {item && <input type="hidden" name="number" value={item.number} />}
          {item && <input type="hidden" name="version" value={item.version} />}
          {answers && (
            <>
              <input type="hidden" name="feedback" value={answers.number} />
              <Callout tone="info">
                It will answer{" "}
                <TextLink href={`/feedback/${answers.number}`}>
                  F-{answers.number} {answers.title}
                </TextLink>
                .
              </Callout>
            </>
          )}
          <TextField
            id="title"
            label="What shall be better?"
            hint="One line, like Statements under one second"
            defaultValue={typed("title", item?.title ?? answers?.title)}
            error={error("title")}
            autoComplete="off"
          />
          <div className="flex max-w-144 gap-6 *:flex-1 max-md:flex-col max-md:gap-0">
            <SelectField
              id="system"
              label="System"
              placeholder="All systems"
              value={system}
              onChange={(event) => setSystem(event.target.value)}
              error={error("system")}
              options={named(systems)}
            />
            <SelectField
              id="objective"
              label="Objective"
              placeholder="None"
              defaultValue={typed("objective", item?.objective ?? undefined)}
              error={error("objective")}
              options={named(objectives)}
            />
          </div>
          {!item && (
            <SelectField
              id="quarter"
              label="Promised for"
              hint="A promise for a quarter that has begun can only be taken back with a reason."
              placeholder="No date"
              defaultValue={typed("quarter")}
              error={error("quarter")}
              options={quarters.map(({ key, label }) => ({ value: key, label }))}
            />
          )}
          <h2 className="mt-12 max-w-144 border-t border-rule-head pt-4 font-serif text-title font-strong tracking-tight">
            What is expected of it
          </h2>
          <SelectField
            id="expected.metric"
            label="Which metric will tell?"
            placeholder="No metric"
            defaultValue={typed("expected.metric", item?.expected?.metric)}
            error={error("expected.metric")}
            options={named(metrics.filter((metric) => !system || metric.system === system))}
          />
          <RangeFields name="expected" stored={item?.expected} error={error} typed={typed} />
          <TextField
            id="expectation"
            label="In words, where no metric says it"
            optional
            defaultValue={typed("expectation", item?.expectation)}
            error={error("expectation")}
          />
          <RiceFields item={item} error={error} typed={typed} />
          <h2 className="mt-12 max-w-144 border-t border-rule-head pt-4 font-serif text-title font-strong tracking-tight">
            Who and why
          </h2>
          <div className="flex max-w-144 gap-6 *:flex-1 max-md:flex-col max-md:gap-0">
            <OwnerField
              people={people}
              defaultValue={typed("owner", item ? item.owner?.email : me)}
              error={error("owner")}
            />
            <div>
              <TeamField
                teams={teams}
                hint={item ? undefined : "Left empty, it is the team of its system."}
                defaultValue={typed("team", item?.team ?? undefined)}
                error={error("team")}
              />
            </div>
          </div>
          <TextAreaField
            id="description"
            label="Why is it wanted?"
            hint="Markdown"
            optional
            defaultValue={typed("description", item?.description)}
            error={error("description")}
          />
          <div className="mt-field">
            <Checkbox
              name="published"
              label="Members see it"
              hint="Everybody else sees every item."
              defaultChecked={item?.published ?? true}
            />
          </div>
          <div className="mt-12 border-t border-rule py-4">
            <SubmitButton size="tall">{item ? "Save item" : "Add item"}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

const fieldIds = {
  expected: "expected.from",
  "expected.low": "expected.from",
  "expected.high": "expected.to",
};
