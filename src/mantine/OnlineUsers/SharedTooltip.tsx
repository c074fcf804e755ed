import { Tooltip } from '@mantine/core'
import { useState } from 'react'

interface Pointed {
  hovered: HTMLElement | null
  focused: HTMLElement | null
  /** Grows with every new target. */
  turn: number
}

const nowhere = { hovered: null, focused: null }

/** A pointer that rests beside the avatars takes nothing from who uses the keyboard. */
const targetOf = ({ hovered, focused }: Omit<Pointed, 'turn'>) => hovered ?? focused

const tooltipped = (event: React.SyntheticEvent) =>
  (event.target as Element).closest<HTMLElement>('[data-tooltip]')

/**
 * One tooltip for all children that carry `data-tooltip`: one for each would cost 400 ms to mount for
 * 1 000 people. It repeats for the eye what the screen reader finds in the text.
 */
export function SharedTooltip({ children }: { children: React.ReactNode }) {
  const [pointed, setPointed] = useState<Pointed>({ ...nowhere, turn: 0 })
  const point = (next: Partial<Pointed>) =>
    setPointed((last) => {
      const now = { ...last, ...next }
      if (now.hovered === last.hovered && now.focused === last.focused) return last
      return targetOf(now) === targetOf(last) ? now : { ...now, turn: last.turn + 1 }
    })
  const target = targetOf(pointed)
  return (
    <div
      style={{ display: 'contents' }}
      role="presentation"
      onPointerOver={(event) => point({ hovered: tooltipped(event) })}
      onPointerLeave={() => point({ hovered: null })}
      onFocus={(event) => point({ hovered: null, focused: tooltipped(event) })}
      onBlur={() => point({ focused: null })}
      onKeyDown={(event) => event.key === 'Escape' && point(nowhere)}
    >
      {children}
      {target?.isConnected && (
        // Placed anew for each target. Where colours are forced, the transparent line shows.
        <Tooltip
          key={pointed.turn}
          target={target}
          opened
          label={target.dataset.tooltip}
          bd="1px solid transparent"
        />
      )}
    </div>
  )
}
