"use client";

import type { ComponentProps, ReactNode } from "react";
import { useField } from "#components/ui/form-context.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "className"> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** Yes or no. */
export function Checkbox({ label, hint, defaultChecked, ...input }: CheckboxProps) {
  const { answered, typed } = useField({ name: input.name ?? "" });
  return (
    <label className="flex cursor-pointer items-start gap-2.5 py-1.5 max-md:min-h-11 max-md:py-2.5">
      <input
        type="checkbox"
        defaultChecked={
          input.checked === undefined ? (answered ? typed !== undefined : defaultChecked) : undefined
        }
        {...input}
        className="pick mt-0.5"
      />
      <span>
        {label}
        {hint && <span className="block text-small text-ink-muted">{hint}</span>}
      </span>
    </label>
  );
}
