"use client";

import { useState } from "react";
import { ChangeDetails } from "#components/changes/change-details.tsx";
import { PredictionFields } from "#components/changes/prediction-fields.tsx";
import { SimilarChanges } from "#components/changes/similar-changes.tsx";
import { WorthFields } from "#components/changes/worth-fields.tsx";
import { QueryProvider } from "#components/layout/query-provider.tsx";
import { TeamField } from "#components/systems/team-field.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { DayTimeField } from "#components/ui/day-time-field.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { editChangeAction, recordChangeAction } from "#lib/changes/actions.ts";
import { type Area, areaNames, areas } from "#lib/changes/model.ts";
import type { Change, Practice } from "#lib/changes/schema.ts";

export type MetricOption = { key: string; name: string; system: string };

type ChangeForItem = {
  number: number;
  title: string;
  system: string | null;
  expected: { metric: string; low: number; high: number } | null;
};

type ChangeFormProps = {
  change?: Change;
  /** The roadmap item that a new change is recorded for: it fills what the item says already. */
  forItem?: ChangeForItem;
  /** The system that a new change is recorded for. */
  ofSystem?: string;
  /** Day and times of the roll-out as the reader writes them. */
  applied?: { day: string; from: string; to: string };
  systems: { key: string; name: string }[];
  practices: Practice[];
  teams: string[];
  metrics: MetricOption[];
  people: { email: string; name: string }[];
  me: string;
  /** What the organisation states money in; null where it has chosen none. */
  currency: string | null;
  /** "Johannesburg time (SAST)" */
  zoneName: string;
};

/** Records a change, or edits the given one. Five answers are enough; everything else can come later. */
export function ChangeForm(props: ChangeFormProps) {
  return (
    <QueryProvider>
      <Fields {...props} />
    </QueryProvider>
  );
}

function Fields({
  change,
  forItem,
  ofSystem,
  applied,
  systems,
  practices,
  teams,
  metrics,
  people,
  me,
  currency,
  zoneName,
}: ChangeFormProps) {
  const [title, setTitle] = useState(change?.title ?? forItem?.title ?? "");
  const [area, setArea] = useState<Area | "">(change?.area ?? "");
  const [system, setSystem] = useState(change?.system ?? forItem?.system ?? ofSystem ?? "");
  return (
    <div className="gap-16 xl:grid xl:grid-cols-[minmax(0,36rem)_minmax(0,1fr)]">
      <ActionForm
        action={change ? editChangeAction : recordChangeAction}
        label={change ? "Edit change" : "Record a change"}
        fieldIds={fieldIds}
      >
        {({ error, typed }) => (
          <>
            {change && <input type="hidden" name="number" value={change.number} />}
            {change && <input type="hidden" name="version" value={change.version} />}
            {forItem && (
              <>
                <input type="hidden" name="roadmapItem" value={`R-${forItem.number}`} />
                <Callout tone="info">
                  It will deliver{" "}
                  <TextLink href={`/roadmap/${forItem.number}`}>
                    R-{forItem.number} {forItem.title}
                  </TextLink>
                  .
                </Callout>
              </>
            )}
            <TextField
              id="title"
              label="What was changed?"
              hint="One line, as you would tell a colleague"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
              error={error("title")}
              autoComplete="off"
            />
            <ChoiceField
              id="area"
              label="Which area?"
              layout="two"
              value={area}
              onChange={(value) => setArea(areas.find((known) => known === value) ?? "")}
              error={error("area")}
              options={areas.map((value) => ({ value, label: areaNames[value] }))}
            />
            <div className="flex max-w-144 gap-6 *:flex-1 max-md:flex-col max-md:gap-0">
              <SelectField
                id="practice"
                label="Practice"
                placeholder={area ? "Choose a practice" : "Choose an area first"}
                defaultValue={typed("practice", change?.practice ?? undefined)}
                key={area}
                error={error("practice")}
                options={practices
                  .filter((practice) => practice.area === area)
                  .map(({ key, name }) => ({ value: key, label: name }))}
              />
              <SelectField
                id="system"
                label="System"
                placeholder="Choose a system"
                value={system}
                onChange={(event) => setSystem(event.target.value)}
                error={error("system")}
                options={systems.map(({ key, name }) => ({ value: key, label: name }))}
              />
            </div>
            <TeamField
              teams={teams}
              hint={change ? undefined : "Left empty, it is the team of its system."}
              defaultValue={typed("team", change?.team ?? undefined)}
              error={error("team")}
            />
            <DayTimeField
              id="appliedAt"
              name="applied"
              label="When was it applied?"
              hint={`Any date, also long past, like 12 Nov 2026. ${zoneName}. Leave it empty for a change that is planned.`}
              day={typed("appliedDay", applied?.day)}
              from={typed("appliedFrom", applied?.from)}
              to={typed("appliedTo", applied?.to) ?? ""}
              error={error("appliedAt") ?? error("rolloutEnd")}
            />
            <PredictionFields
              change={change}
              expected={forItem?.expected}
              metrics={metrics.filter((metric) => !system || metric.system === system)}
              error={error}
              typed={typed}
            />
            <WorthFields change={change} currency={currency} error={error} typed={typed} />
            <ChangeDetails change={change} area={area} people={people} me={me} error={error} typed={typed} />
            <div className="mt-12 flex flex-wrap items-center gap-3 border-t border-rule py-4">
              <SubmitButton size="tall">{change ? "Save change" : "Record change"}</SubmitButton>
              {change && (
                <LinkButton href={`/changes/${change.number}`} variant="quiet" size="tall">
                  Cancel
                </LinkButton>
              )}
              {!change && (
                <>
                  <SubmitButton size="tall" variant="plain" name="addEvidence" value="yes">
                    Record and add evidence
                  </SubmitButton>
                  <SubmitButton size="tall" variant="quiet" name="draft" value="yes">
                    Save as draft
                  </SubmitButton>
                </>
              )}
            </div>
          </>
        )}
      </ActionForm>
      <aside aria-label="Similar changes" className="max-xl:mt-8 xl:pt-8">
        <SimilarChanges title={title} system={system} exceptNumber={change?.number} />
      </aside>
    </div>
  );
}

const fieldIds = {
  rolloutEnd: "appliedAt",
  prediction: "prediction.from",
  "prediction.low": "prediction.from",
  "prediction.high": "prediction.to",
};
