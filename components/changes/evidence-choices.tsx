"use client";

import { ChoiceField } from "#components/ui/choice-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { chosenReading, type ReadingChoices } from "#lib/core/evidence/reading-choices.ts";

type EvidenceChoicesProps = {
  choices: ReadingChoices;
  /** Shown at once: the files cannot be read without a choice. */
  open: boolean;
  onChoose: (choices: ReadingChoices) => void;
};

/** What the files do not tell: the order of the runs, and which of several results or series is meant. */
export function EvidenceChoices({ choices, open, onChoose }: EvidenceChoicesProps) {
  const { faults } = chosenReading(choices);
  const text = (name: "beforePart" | "afterPart" | "select") => ({
    id: `reading-${name}`,
    value: choices[name],
    error: faults[name] ?? null,
    onChange: (event: { target: { value: string } }) => onChoose({ ...choices, [name]: event.target.value }),
  });
  return (
    <details open={open} className="mt-5 max-w-144 border-t border-rule pt-3">
      <summary className="cursor-pointer font-medium">How the files are read</summary>
      <ChoiceField
        id="reading-order"
        label="In which order were the runs made?"
        value={choices.order}
        onChange={(order) => onChoose({ ...choices, order: order as ReadingChoices["order"] })}
        options={[
          { value: "", label: "As the files tell, else all before and then all after" },
          { value: "interleaved", label: "In turns: before, after, before, after" },
          { value: "blocks", label: "All before, then all after" },
        ]}
      />
      <ChoiceField
        id="reading-better"
        label="Which is better?"
        value={choices.better}
        onChange={(better) => onChoose({ ...choices, better: better as ReadingChoices["better"] })}
        options={[
          { value: "", label: "As the name tells: a shorter time, a higher rate" },
          { value: "lower", label: "Lower" },
          { value: "higher", label: "Higher" },
        ]}
      />
      <div className="grid gap-x-6 md:grid-cols-2">
        <TextField label="Which result of a before file" hint="From 0" optional {...text("beforePart")} />
        <TextField label="Which result of an after file" hint="From 0" optional {...text("afterPart")} />
      </div>
      <TextField
        label="Which statement, label or column"
        hint="Like queryid=4711 or instance=web-1"
        mono
        optional
        {...text("select")}
      />
    </details>
  );
}
