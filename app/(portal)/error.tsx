"use client";

import { PageError } from "#components/layout/page-error.tsx";

export default function PortalError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError error={error} retry={retry} />;
}
