"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "#components/ui/button.tsx";

type SubmitButtonProps = Omit<ButtonProps, "type"> & {
  /** What it says while the form is on its way: "Recording…". */
  busyLabel?: string;
};

/** Sends the form it stands in, once: pressed again while busy, it does nothing. */
export function SubmitButton({ busyLabel, children, onClick, ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
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
