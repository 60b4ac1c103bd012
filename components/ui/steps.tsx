export type Step = { name: string; state: "done" | "now" | "ahead" };

/** Where a record stands on its way. Phones show where it is now and the two steps before. */
export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  const now = steps.findIndex((step) => step.state === "now");
  return (
    <ol aria-label={label} className="flex flex-wrap gap-x-2 gap-y-1 text-small text-ink-muted">
      {steps.map((step, index) => (
        <li
          key={step.name}
          aria-current={step.state === "now" ? "step" : undefined}
          className={index > now || index < now - 2 ? "max-md:hidden" : undefined}
        >
          <span className={step.state === "now" ? "font-strong text-ink" : undefined}>{step.name}</span>
          {index < steps.length - 1 && (
            <span aria-hidden="true" className="ml-2 inline-block h-px w-4 bg-rule-strong align-[0.25em]" />
          )}
        </li>
      ))}
    </ol>
  );
}
