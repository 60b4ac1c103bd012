"use client";

import { useEffect, useRef } from "react";
import { singleKeysOn } from "#components/layout/single-keys.ts";
import { type ActionChoices, ActionFields } from "#components/reviews/action-form-fields.tsx";
import { DecisionKeys } from "#components/reviews/decision-keys.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { decideAction } from "#lib/reviews/actions.ts";

type DecideFormProps = ActionChoices & {
  quarter: string;
  change: number;
  /** Goes on within one team's part. */
  team: string | undefined;
  /** What was decided before in this review. */
  chosen: string | undefined;
  previousHref: string | null;
  nextHref: string | null;
};

const names = { title: "actionTitle", owner: "actionOwner", quarter: "actionQuarter" };
const faults = { title: "action.title", owner: "action.owner", quarter: "action.dueQuarter" };
const fieldIds = {
  "action.title": names.title,
  "action.owner": names.owner,
  "action.dueQuarter": names.quarter,
};

/** Decides about one change and goes on to the next; J, K, 1 to 4 and Enter do it without a mouse. */
export function DecideForm(props: DecideFormProps) {
  const { quarter, change, team, chosen, previousHref, nextHref, people, quarters } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!meansDecide(event)) return;
      event.preventDefault();
      box.current?.closest("form")?.requestSubmit(box.current.querySelector("button"));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <ActionForm action={decideAction} label={`Decide about C-${change}`} fieldIds={fieldIds} className="mt-9">
      {({ error, typed }) => (
        <>
          <input type="hidden" name="quarter" value={quarter} />
          <input type="hidden" name="change" value={change} />
          {team && <input type="hidden" name="team" value={team} />}
          <DecisionKeys chosen={typed("decision", chosen)} error={error("decision")} />
          <TextAreaField
            id="note"
            label="Note for the record"
            hint="Printed beside the change in the plan. Needed when a decision is changed, or goes against the verdict."
            optional
          />
          <ActionFields people={people} quarters={quarters} names={names} faults={faults} optional />
          <div ref={box} className="mt-8 flex flex-wrap items-center gap-3">
            <SubmitButton size="tall" shortcut="Enter" busyLabel="Deciding…">
              Decide and go on
            </SubmitButton>
            {previousHref && (
              <LinkButton href={previousHref} size="tall" shortcut="K">
                Back
              </LinkButton>
            )}
            {nextHref && (
              <LinkButton href={nextHref} size="tall" shortcut="J">
                Next
              </LinkButton>
            )}
            <SubmitButton variant="quiet" size="tall" name="markOpen" value="yes">
              Skip, mark as open
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Enter where it means nothing else, and Ctrl and Enter while writing. In a field the browser's own Enter does it. */
function meansDecide(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (document.querySelector('[role="dialog"]')) return false;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target instanceof HTMLTextAreaElement) return event.ctrlKey || event.metaKey;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return (
    singleKeysOn() && !target?.closest("a, button, input, select, summary, [tabindex]:not([tabindex='-1'])")
  );
}
