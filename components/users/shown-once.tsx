"use client";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";

type ShownOnceProps = {
  /** Names the secret: "Invitation link". */
  label: string;
  /** What to do with it, and that it is not shown again. */
  hint: string;
  secret: string;
};

/** A link or token that was just made: to be copied now, for it is not kept. */
export function ShownOnce({ label, hint, secret }: ShownOnceProps) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Not allowed here: the text is selected, Ctrl C does the same.
    }
  };
  return (
    <div role="status" className="mt-field max-w-144 border-l-3 border-accent pl-4">
      <label htmlFor="shown-once" className="block font-strong">
        {label}
      </label>
      <span id="shown-once-hint" className="block text-small text-ink-muted">
        {hint}
      </span>
      <div className="mt-1.5 flex gap-3 max-md:flex-col">
        <input
          ref={field}
          id="shown-once"
          aria-describedby="shown-once-hint"
          className="control min-w-0 font-mono"
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={copy}>{copied ? "Copied" : "Copy"}</Button>
      </div>
    </div>
  );
}
