"use client";

import { PageError } from "#components/layout/page-error.tsx";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto max-w-content px-gutter pb-20">
      <PageError error={error} retry={retry} />
    </main>
  );
}
