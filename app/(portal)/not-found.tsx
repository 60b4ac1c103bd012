import type { Metadata } from "next";
import { NotFoundState } from "#components/layout/not-found-state.tsx";

export const metadata: Metadata = { title: "There is no page here" };

export default function PortalNotFound() {
  return <NotFoundState />;
}
