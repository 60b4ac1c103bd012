/**
 * Every kind of news, and how it reaches somebody who has chosen nothing. What addresses one person comes at once;
 * what can come often comes once a day.
 */

export const rhythms = ["immediate", "daily", "weekly", "off"] as const;
export type Rhythm = (typeof rhythms)[number];

export const rhythmNames: Record<Rhythm, string> = {
  immediate: "At once",
  daily: "Daily",
  weekly: "Weekly",
  off: "Off",
};

export const channels = ["portal", "mail"] as const;
export type Channel = (typeof channels)[number];

type Kind = { name: string } & Record<Channel, Rhythm>;

const kinds = {
  "change.verified": { name: "A change of yours gets its verdict", portal: "immediate", mail: "daily" },
  "gain.lost": { name: "A gain of yours fades or is lost", portal: "immediate", mail: "immediate" },
  "gain.due": { name: "A gain of yours is to be measured again", portal: "immediate", mail: "daily" },
  "alert.fired": { name: "An alert fires or ends", portal: "immediate", mail: "immediate" },
  "feedback.answered": {
    name: "Your feedback is answered or solved",
    portal: "immediate",
    mail: "immediate",
  },
  "feedback.commented": { name: "Feedback you follow gets a comment", portal: "immediate", mail: "daily" },
  "feedback.merged": {
    name: "Feedback you follow is joined with other feedback",
    portal: "immediate",
    mail: "daily",
  },
  "feedback.moderation": { name: "Feedback waits for moderation", portal: "immediate", mail: "daily" },
  "feedback.mentioned": { name: "Somebody mentions you", portal: "immediate", mail: "immediate" },
  "roadmap.moved": {
    name: "A roadmap item of yours, or one for what you asked, moves",
    portal: "immediate",
    mail: "daily",
  },
  "review.opened": { name: "A quarterly review opens", portal: "immediate", mail: "immediate" },
  "review.action": { name: "A review gives you an action", portal: "immediate", mail: "immediate" },
  "review.signed": { name: "A quarterly review is signed", portal: "immediate", mail: "daily" },
  "overview.quarter": { name: "A quarter has ended: its overview", portal: "immediate", mail: "immediate" },
  "overview.week": { name: "How the running quarter stands, each Monday", portal: "off", mail: "off" },
  "portal.tried": { name: "You try it out", portal: "immediate", mail: "immediate" },
} as const satisfies Record<string, Kind>;

export type NotificationEvent = keyof typeof kinds;

export const notificationEvents = Object.keys(kinds) as [NotificationEvent, ...NotificationEvent[]];

export function isNotificationEvent(event: string): event is NotificationEvent {
  return Object.hasOwn(kinds, event);
}

export function kindOf(event: NotificationEvent): Kind {
  return kinds[event];
}
