"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { TextField } from "#components/ui/text-field.tsx";
import { keyOf } from "#lib/core/key-of.ts";

type KeyFieldProps = Omit<ComponentProps<typeof TextField>, "id" | "label" | "mono" | "width"> & {
  /** The field of the same form that the key follows until somebody writes one. */
  follows?: string;
};

/** The key of a new record, made from its name while that is typed. */
export function KeyField({ follows = "name", ...field }: KeyFieldProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const input = box.current?.querySelector("input");
    const name = input?.form?.elements.namedItem(follows);
    if (!input || !(name instanceof HTMLInputElement)) return;
    let written = input.value !== "" && input.value !== keyOf(name.value);
    const follow = () => {
      if (!written) input.value = keyOf(name.value);
    };
    const write = () => {
      written = input.value !== "";
    };
    name.addEventListener("input", follow);
    input.addEventListener("input", write);
    return () => {
      name.removeEventListener("input", follow);
      input.removeEventListener("input", write);
    };
  }, [follows]);
  return (
    <div ref={box}>
      <TextField {...field} id="key" label="Key" mono width="half" autoComplete="off" />
    </div>
  );
}
