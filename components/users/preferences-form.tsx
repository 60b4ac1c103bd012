"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { editPreferencesAction } from "#lib/users/actions.ts";
import {
  type Channel,
  channels,
  kindOf,
  type NotificationEvent,
  type Rhythm,
  rhythmNames,
  rhythms,
} from "#lib/users/notification-events.ts";
import type { NotificationPreference } from "#lib/users/schema.ts";

type PreferencesFormProps = {
  preferences: NotificationPreference[];
  /** Without a mail server the choice is kept, and the page says that nothing is sent. */
  mailed: boolean;
};

const channelNames: Record<Channel, string> = { portal: "In the portal", mail: "By e-mail" };

/** How each kind of news reaches the reader: a row a kind, a choice a channel. */
export function PreferencesForm({ preferences, mailed }: PreferencesFormProps) {
  return (
    <ActionForm action={editPreferencesAction} label="How news reaches you">
      {({ state }) => (
        <>
          <table role="table" className="table mt-4 max-w-190 max-md:block" data-align="middle">
            <caption className="sr-only">How each kind of news reaches you</caption>
            <thead role="rowgroup" className="max-md:sr-only">
              <tr role="row">
                <th scope="col">News</th>
                {channels.map((channel) => (
                  <th key={channel} scope="col" className="w-44">
                    {channelNames[channel]}
                    {channel === "mail" && !mailed && " (not sent)"}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup" className="max-md:block">
              {preferences.map((preference) => (
                <tr
                  key={preference.event}
                  role="row"
                  className="max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:border-b max-md:border-rule max-md:py-3"
                >
                  <th
                    scope="row"
                    role="rowheader"
                    className="font-normal! max-md:col-span-2 max-md:border-0! max-md:p-0!"
                  >
                    {kindOf(preference.event).name}
                  </th>
                  {channels.map((channel) => (
                    <td key={channel} role="cell" className="max-md:border-0! max-md:p-0!">
                      <span aria-hidden="true" className="mt-1 block text-small text-ink-muted md:hidden">
                        {channelNames[channel]}
                      </span>
                      <RhythmChoice event={preference.event} channel={channel} chosen={preference[channel]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <div className="mt-6 flex items-center gap-4">
            <SubmitButton>Save choices</SubmitButton>
            <SavedNote done={state.done}>Saved.</SavedNote>
          </div>
        </>
      )}
    </ActionForm>
  );
}

type RhythmChoiceProps = { event: NotificationEvent; channel: Channel; chosen: Rhythm };

function RhythmChoice({ event, channel, chosen }: RhythmChoiceProps) {
  return (
    <select
      name={`${channel}.${event}`}
      aria-label={`${kindOf(event).name}: ${channelNames[channel].toLowerCase()}`}
      defaultValue={chosen}
      className="control min-h-9 py-1.25 text-small max-md:min-h-11"
    >
      {rhythms.map((rhythm) => (
        <option key={rhythm} value={rhythm}>
          {rhythmNames[rhythm]}
        </option>
      ))}
    </select>
  );
}
