import type { FeedbackSettings } from "#lib/feedback/schema.ts";

type EmbedNoteProps = {
  base: string;
  script: { src: string; integrity: string };
  settings: FeedbackSettings;
};

/** How to put the form on another page, and where the public feed is; only what is switched on. */
export function EmbedNote({ base, script, settings }: EmbedNoteProps) {
  const form = new URL("/embed/feedback", base).href;
  const feed = new URL("/feeds/feedback.atom", base).href;
  if (!settings.anonymous && !settings.publicFeed) return null;
  return (
    <div className="mt-5 max-w-measure text-small">
      {settings.anonymous && (
        <>
          <p className="text-ink-soft">
            The form works as a link and in a frame of any page, without script:
          </p>
          <Markup label="Frame">
            {`<iframe src="${form}" title="Feedback" width="100%" height="560"></iframe>`}
          </Markup>
          <p className="mt-4 text-ink-soft">
            Or a button that opens it over the page. The browser runs the script only while it is the one with
            this hash; without script the link is there.
          </p>
          <Markup label="Button">
            {`<script src="${script.src}"\n  integrity="${script.integrity}"\n  crossorigin="anonymous" async data-label="Say what is slow"></script>\n<noscript><a href="${form}">Say what is slow</a></noscript>`}
          </Markup>
        </>
      )}
      {settings.publicFeed && (
        <p className="mt-3 text-ink-soft wrap-anywhere">
          The public feed: <code>{feed}</code>
        </p>
      )}
    </div>
  );
}

function Markup({ label, children }: { label: string; children: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable
      tabIndex={0}
      className="mt-2 overflow-x-auto bg-wash p-3"
    >
      <pre>
        <code>{children}</code>
      </pre>
    </section>
  );
}
