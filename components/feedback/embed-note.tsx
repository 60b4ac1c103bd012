import type { FeedbackSettings } from "#lib/feedback/schema.ts";

/** How to put the form on another page, and where the public feed is; only what is switched on. */
export function EmbedNote({ base, settings }: { base: string; settings: FeedbackSettings }) {
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
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable */}
          <pre tabIndex={0} className="mt-2 overflow-x-auto bg-wash p-3">
            <code>{`<iframe src="${form}" title="Feedback" width="100%" height="560"></iframe>`}</code>
          </pre>
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
