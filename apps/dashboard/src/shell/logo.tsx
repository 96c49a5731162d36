/** Dot, line, ring: a transfer, as small as it gets. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg width="40" height="16" viewBox="0 0 40 16" aria-hidden="true" focusable="false">
        <path d="M9 8H30" stroke="currentColor" strokeWidth="2" className="text-accent" />
        <circle cx="6" cy="8" r="4.5" fill="currentColor" />
        <circle cx="34" cy="8" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <span className="text-lg font-bold tracking-tight">Waybill</span>
    </span>
  );
}
