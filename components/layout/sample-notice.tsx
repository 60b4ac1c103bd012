/** The one line that says that nothing here was measured. It stays on paper too. */
export function SampleNotice() {
  return (
    <p className="flex items-center gap-2 border-b border-rule py-2.5 text-micro text-ink-muted">
      <svg
        width="14"
        height="14"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        aria-hidden="true"
        className="flex-none"
      >
        <circle cx="8" cy="8" r="6.5" />
        <path d="M8 7.4v3.4M8 5v.05" />
      </svg>
      Sample plan. All numbers are simulated.
    </p>
  );
}
