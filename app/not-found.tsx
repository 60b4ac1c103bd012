import type { Metadata } from "next";
import { NotFoundState } from "#components/layout/not-found-state.tsx";

export const metadata: Metadata = { title: "There is no page here" };

export default function RootNotFound() {
  return (
    <main className="mx-auto max-w-content px-gutter pb-20">
      <NotFoundState />
    </main>
  );
}
