"use client";

import { useState } from "react";
import { QueryPicture } from "#components/metrics/query-picture.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";

/** A query to try a source with. */
export function TryQuery({ source }: { source: string }) {
  const [query, setQuery] = useState("up");
  const [asked, setAsked] = useState(0);
  return (
    <div className="mt-4 max-w-144">
      <TextField
        id="try-query"
        label="Query"
        hint="PromQL that gives one series"
        mono
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="mt-4">
        <Button type="button" onClick={() => setAsked(asked + 1)}>
          Ask the source
        </Button>
      </div>
      <QueryPicture asked={asked} read={() => ({ source, query, unit: "" })} />
    </div>
  );
}
