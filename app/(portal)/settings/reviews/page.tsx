import type { Metadata } from "next";
import { ReviewSettingsForm } from "#components/reviews/review-settings-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { getReviewSettings } from "#lib/reviews/queries/get-review-settings.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Reviews" };

export default async function ReviewSettingsPage() {
  const actor = await pageActor();
  requirePermission(actor, "review-settings.edit");
  return (
    <>
      <PageHeader title="Reviews" />
      <SettingsNav actor={actor} current="reviews" />
      <ReviewSettingsForm policy={await shown(getReviewSettings(actor))} />
    </>
  );
}
