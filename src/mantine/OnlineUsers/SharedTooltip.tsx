import { Tooltip } from '@mantine/core'
import { useState } from 'react'

interface TooltipTargets {
  hovered: HTMLElement | null
  focused: HTMLElement | null
  /** Increases with every new target; the key of the tooltip. */
  version: number
}

const noTargets = { hovered: null, focused: null }

/** The focus counts while the pointer is not over an avatar. */
const targetOf = ({ hovered, focused }: Omit<TooltipTargets, 'version'>) => hovered ?? focused

const tooltipTarget = (event: React.SyntheticEvent) =>
  (event.target as Element).closest<HTMLElement>('[data-tooltip]')

/**
 * One tooltip for all children with `data-tooltip`, because separate tooltips take 400 ms to mount for 1 000 members.
 * Screen readers read the same text in the children.
 */
export function SharedTooltip({ children }: { children: React.ReactNode }) {
  const [targets, setTargets] = useState<TooltipTargets>({ ...noTargets, version: 0 })
  const updateTargets = (next: Partial<TooltipTargets>) =>
    setTargets((last) => {
      const now = { ...last, ...next }
      if (now.hovered === last.hovered && now.focused === last.focused) return last
      return targetOf(now) === targetOf(last) ? now : { ...now, version: last.version + 1 }
    })
  const target = targetOf(targets)
  return (
    <div
      style={{ display: 'contents' }}
      role="presentation"
      onPointerOver={(event) => updateTargets({ hovered: tooltipTarget(event) })}
      onPointerLeave={() => updateTargets({ hovered: null })}
      onFocus={(event) => updateTargets({ hovered: null, focused: tooltipTarget(event) })}
      onBlur={() => updateTargets({ focused: null })}
      onKeyDown={(event) => event.key === 'Escape' && updateTargets(noTargets)}
    >
      {children}
      {target?.isConnected && (
        // Positioned again for each target. In forced colors the transparent border is visible.
        <Tooltip
          key={targets.version}
          target={target}
          opened
          label={target.dataset.tooltip}
          bd="1px solid transparent"
        />
      )}
    </div>
  )
}
