/** Line icons on a 16 × 16 grid, drawn in the colour of the text. */
function Icon({ d }: { d: string }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={d} />
    </svg>
  )
}

export const CopyIcon = () => <Icon d="M5.5 5.5h7v7h-7zM3.5 10.5v-7h7" />
export const CheckIcon = () => <Icon d="m3.5 8.5 3 3 6-7" />
