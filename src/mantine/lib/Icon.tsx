export interface IconProps extends React.ComponentProps<'svg'> {
  /** px; without it the style says. */
  size?: number
}

/** A line drawing on a 16 × 16 grid in the colour of the text; what it means stands beside it in words. */
export function Icon({ size, ...others }: IconProps) {
  return (
    <svg
      {...(size === undefined ? {} : { width: size, height: size })}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...others}
    />
  )
}
