import { Tooltip } from '@mantine/core'
import { useState } from 'react'

/**
 * One tooltip for all children that carry `data-tooltip`: one for each would cost 400 ms to mount for
 * 1 000 people. It repeats for the eye what the screen reader finds in the text.
 */
export function SharedTooltip({ children }: { children: React.ReactNode }) {
  const [target, setTarget] = useState<HTMLElement | null>(null)
  const find = (event: React.SyntheticEvent) =>
    setTarget((event.target as Element).closest<HTMLElement>('[data-tooltip]'))
  const leave = () => setTarget(null)
  return (
    <div
      style={{ display: 'contents' }}
      role="presentation"
      onPointerOver={find}
      onPointerLeave={leave}
      onFocus={find}
      onBlur={leave}
    >
      {children}
      {target && (
        <Tooltip key={target.dataset.tooltip} target={target} opened label={target.dataset.tooltip} />
      )}
    </div>
  )
}
