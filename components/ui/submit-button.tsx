"use client";

import { use } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { FormContext } from "#components/ui/form-context.ts";

type SubmitButtonProps = Omit<ButtonProps, "type"> & {
  /** What it says while the form is on its way: "Recording…". */
  busyLabel?: string;
};

/** Sends the form it stands in, once: pressed again while busy, it does nothing. */
export function SubmitButton({ busyLabel, children, onClick, ...rest }: SubmitButtonProps) {
  const status = useFormStatus();
  const pending = use(FormContext).pending || status.pending;
  return (
    <Button
      variant="primary"
      {...rest}
      type="submit"
      aria-busy={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {pending ? (busyLabel ?? children) : children}
    </Button>
  );
}
