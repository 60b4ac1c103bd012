import { Segments } from "#components/ui/segments.tsx";
import type { Actor } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";

export type SettingsPage =
  | "account"
  | "notifications"
  | "members"
  | "practices"
  | "feedback"
  | "sources"
  | "webhooks"
  | "organisation"
  | "reviews"
  | "sharing"
  | "audit";

/** The pages of the settings, as far as this person may open them; one alone needs no choice. */
export function SettingsNav({ actor, current }: { actor: Actor; current: SettingsPage }) {
  const pages: { page: SettingsPage; label: string; href: string; open: boolean }[] = [
    { page: "account", label: "My account", href: "/settings", open: true },
    { page: "notifications", label: "Notifications", href: "/settings/notifications", open: true },
    { page: "members", label: "Members", href: "/settings/members", open: may(actor, "user.list") },
    { page: "practices", label: "Practices", href: "/settings/practices", open: may(actor, "practice.edit") },
    {
      page: "feedback",
      label: "Feedback",
      href: "/settings/feedback",
      open: may(actor, "feedback.configure"),
    },
    { page: "sources", label: "Sources", href: "/settings/sources", open: may(actor, "source.edit") },
    { page: "webhooks", label: "Webhooks", href: "/settings/webhooks", open: may(actor, "webhook.list") },
    {
      page: "organisation",
      label: "Organisation",
      href: "/settings/organisation",
      open: may(actor, "organisation.edit"),
    },
    {
      page: "reviews",
      label: "Reviews",
      href: "/settings/reviews",
      open: may(actor, "review-settings.edit"),
    },
    { page: "sharing", label: "Sharing", href: "/settings/sharing", open: may(actor, "share.list") },
    { page: "audit", label: "Audit log", href: "/settings/audit", open: may(actor, "audit.view") },
  ];
  const segments = pages
    .filter((entry) => entry.open)
    .map(({ page, label, href }) => ({ label, href, current: page === current }));
  if (segments.length < 2) return null;
  return (
    <div className="mt-6 max-w-full">
      <Segments label="Settings" segments={segments} />
    </div>
  );
}
