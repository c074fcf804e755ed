/** The logo: waves that reach a point. */
export function Logo({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#5f3dc4" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M9 23a14 14 0 0 1 14-14" opacity=".55" />
        <path d="M15 23a8 8 0 0 1 8-8" />
      </g>
      <circle cx="21.5" cy="21.5" r="2.3" fill="#fff" />
    </svg>
  )
}
