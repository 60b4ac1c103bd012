"use client";

import type { ComponentProps, ReactNode } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { ShownOnce } from "#components/users/shown-once.tsx";

type SecretFormProps = Pick<ComponentProps<typeof ActionForm>, "action" | "label" | "fieldIds"> & {
  /** What was made, and what to do with it. */
  made: { label: string; hint: string };
  children: ReactNode;
};

/** A form that makes a secret and shows it, once, above fields that are empty again. */
export function SecretForm({ made, children, ...form }: SecretFormProps) {
  return (
    <ActionForm {...form}>
      {({ state }) => (
        <>
          {state.once && <ShownOnce {...made} secret={state.once} />}
          <div key={state.done ? state.attempt : 0}>{children}</div>
        </>
      )}
    </ActionForm>
  );
}
