import { Tooltip } from '@mantine/core'
import { useState } from 'react'

const nothing = { target: null, turn: 0 }

/**
 * One tooltip for all children that carry `data-tooltip`: one for each would cost 400 ms to mount for
 * 1 000 people. It repeats for the eye what the screen reader finds in the text.
 */
export function SharedTooltip({ children }: { children: React.ReactNode }) {
  const [{ target, turn }, setShown] = useState<{ target: HTMLElement | null; turn: number }>(nothing)
  const show = (next: HTMLElement | null) =>
    setShown((now) => (now.target === next ? now : { target: next, turn: now.turn + 1 }))
  const find = (event: React.SyntheticEvent) =>
    show((event.target as Element).closest<HTMLElement>('[data-tooltip]'))
  const leave = () => show(null)
  return (
    <div
      style={{ display: 'contents' }}
      role="presentation"
      onPointerOver={find}
      onPointerLeave={leave}
      onFocus={find}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Escape' && leave()}
    >
      {children}
      {target?.isConnected && (
        // Placed anew for each target. Where colours are forced, the transparent line shows.
        <Tooltip
          key={turn}
          target={target}
          opened
          label={target.dataset.tooltip}
          bd="1px solid transparent"
        />
      )}
    </div>
  )
}
