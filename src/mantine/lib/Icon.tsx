export interface IconProps extends React.ComponentProps<'svg'> {
  /** px. @defaultValue none: set by CSS */
  size?: number
}

/** An icon on a 16 × 16 grid in the colour of the text. Decorative: the text beside it has the same meaning. */
export function Icon({ size, ...others }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
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
