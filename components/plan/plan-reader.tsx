"use client";

import { useState } from "react";
import { PlanPreviewForm } from "#components/plan/plan-preview-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DropZone } from "#components/ui/drop-zone.tsx";
import { sendFile } from "#components/ui/send-file.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Area } from "#lib/changes/model.ts";
import { formatQuantity } from "#lib/core/units.ts";
import { previewPlanAction } from "#lib/plan/actions.ts";
import type { PlanPreview } from "#lib/plan/schema.ts";

export type PlanChoices = {
  systems: { key: string; name: string }[];
  practices: { key: string; area: Area; name: string }[];
};

/** Choose a plan, see what it was taken for, mend it, confirm. */
export function PlanReader({ systems, practices, uploadLimitMb }: PlanChoices & { uploadLimitMb: number }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [preview, setPreview] = useState<PlanPreview | null>(null);
  const take = async ([file]: File[]) => {
    if (!file || busy) return;
    setPreview(null);
    setRefusal(null);
    if (file.size > uploadLimitMb * 1024 * 1024) {
      setRefusal(
        `${file.name} has ${formatQuantity(file.size, "bytes")}; at most ${uploadLimitMb} MB are taken.`,
      );
      return;
    }
    setBusy(`Reading ${file.name}`);
    try {
      const { answer, refusal: refused } = await previewPlanAction(await sendFile(file));
      setPreview(answer);
      setRefusal(refused?.message ?? null);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : `${file.name} could not be read. Try again.`);
    } finally {
      setBusy(null);
    }
  };
  if (systems.length === 0) {
    return (
      <div className="mt-block">
        <Callout>
          <p>
            A change belongs to a system, and there is none yet.{" "}
            <TextLink href="/systems/new">Add a system</TextLink> first.
          </p>
        </Callout>
      </div>
    );
  }
  return (
    <>
      <div className="mt-block">
        <DropZone
          title={preview ? "Drop another plan here" : "Drop a plan here"}
          busy={busy}
          onFiles={take}
          single
        />
      </div>
      {refusal && (
        <p role="alert" className="mt-3 max-w-measure font-medium text-danger">
          {refusal}
        </p>
      )}
      {preview && (
        <PlanPreviewForm key={preview.file.id} preview={preview} systems={systems} practices={practices} />
      )}
    </>
  );
}
