"use client";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";

type CopyFieldProps = { id: string; label: string; hint?: string; value: string };

/** A value to be taken elsewhere: it is selected when it is entered, and a button copies it. */
export function CopyField({ id, label, hint, value }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Not allowed here: the text is selected, Ctrl C does the same.
    }
  };
  return (
    <>
      <label htmlFor={id} className="block font-strong">
        {label}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="block text-small text-ink-muted">
          {hint}
        </span>
      )}
      <div className="mt-1.5 flex gap-3 max-md:flex-col">
        <input
          ref={field}
          id={id}
          aria-describedby={hint && `${id}-hint`}
          className="control min-w-0 font-mono"
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={copy}>{copied ? "Copied" : "Copy"}</Button>
      </div>
    </>
  );
}
