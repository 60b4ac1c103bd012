import type { Metadata } from "next";
import { ApiReference } from "#components/api-reference/api-reference.tsx";
import { openApiDocument } from "#lib/server/http/openapi.ts";

export const metadata: Metadata = { title: "HTTP API" };

export default async function Page() {
  return <ApiReference document={await openApiDocument()} />;
}
