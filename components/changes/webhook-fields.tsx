"use client";

import { useState } from "react";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { areaNames, areas } from "#lib/changes/model.ts";
import type { Practice } from "#lib/changes/schema.ts";
import { textOfRules } from "#lib/changes/webhook-rules.ts";
import type { Webhook } from "#lib/changes/webhook-schema.ts";

export type WebhookChoices = {
  systems: { key: string; name: string }[];
  practices: Practice[];
  /** Whose changes they are, unless somebody else is named. */
  owner: string;
};

/** What a webhook is told when it is made, and may be told anew. Its kind stays. */
export function WebhookFields({ webhook, choices }: { webhook?: Webhook; choices: WebhookChoices }) {
  const [kind, setKind] = useState<string>(webhook?.kind ?? "github");
  return (
    <>
      <TextField
        id="name"
        label="Name"
        hint="Changes say that they came in by it: GitHub of SayPro"
        defaultValue={webhook?.name}
      />
      {!webhook && (
        <ChoiceField
          id="kind"
          label="What sends"
          value={kind}
          onChange={setKind}
          options={[
            { value: "github", label: "GitHub", hint: "Deployments and merged pull requests" },
            {
              value: "changes",
              label: "Anything that can sign",
              hint: "Changes as the API takes them; New Relic, Grafana, Honeycomb and DevLake",
            },
          ]}
        />
      )}
      <TextAreaField
        id="rules"
        label={kind === "github" ? "Repositories and their systems" : "Services and their systems"}
        hint="One a line: saypro/royalty = royalty-calculation. A star stands for anything; an area and practice may follow: saypro/db-* = user-portal, database/indexing"
        optional
        rows={4}
        defaultValue={webhook ? textOfRules(webhook.rules) : undefined}
      />
      <SelectField
        id="system"
        label="System of everything else"
        hint={kind === "github" ? "Without one, other repositories are ignored." : undefined}
        optional
        placeholder="None"
        defaultValue={webhook?.system ?? undefined}
        options={choices.systems.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <SelectField
        id="place"
        label="Area and practice"
        hint="Unless a line above or the delivery itself says another."
        defaultValue={webhook ? [webhook.area, webhook.practice].filter(Boolean).join("/") : "code"}
        options={areas.map((area) => ({
          label: areaNames[area],
          options: [
            { value: area, label: `${areaNames[area]}, any practice` },
            ...choices.practices
              .filter((practice) => practice.area === area)
              .map(({ key, name }) => ({ value: `${area}/${key}`, label: name })),
          ],
        }))}
      />
      <TextField
        id="owner"
        label="Owner"
        hint="The e-mail address of whoever answers for what comes in."
        optional
        inputMode="email"
        defaultValue={webhook ? (webhook.owner ?? undefined) : choices.owner}
      />
      <TextField
        id="environments"
        label="Environments"
        hint="Deployments elsewhere are ignored. Several by commas; empty for all."
        optional
        defaultValue={webhook ? webhook.environments.join(", ") : "production"}
      />
      {kind === "github" && <PullRequestFields webhook={webhook} />}
    </>
  );
}

function PullRequestFields({ webhook }: { webhook: Webhook | undefined }) {
  return (
    <>
      <TextField
        id="labels"
        label="Labels of pull requests"
        hint="Merged ones with one of these become changes. Several by commas; empty for none."
        optional
        defaultValue={webhook ? webhook.labels.join(", ") : "optimization, performance"}
      />
      <ChoiceField
        id="mergedAs"
        label="A merged pull request is"
        defaultValue={webhook?.mergedAs ?? "planned"}
        options={[
          { value: "planned", label: "Planned, until its commit is deployed" },
          { value: "draft", label: "A draft of its owner" },
        ]}
      />
    </>
  );
}
