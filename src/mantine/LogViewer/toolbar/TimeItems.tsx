import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import type { EventLog } from '../../../index.ts'
import { useLogTools } from '../LogViewer.context.ts'
import { usePartLabels } from '../usePartLabels.ts'

const minutes = [5, 15, 60] as const

/** Lines of which the newest time is taken: they may come out of order, and a clock may be wrong. */
const newestLines = 64

/** The items of the menu of time ranges. */
export function TimeItems(): ReactNode {
  const { changeQuery, log } = useLogTools()
  const labels = usePartLabels()
  const showLast = (count: number): void => {
    const newest = newestTime(log)
    if (newest !== null) changeQuery({ since: newest - count * 60_000, until: undefined })
  }
  return (
    <>
      {minutes.map((count) => (
        <Menu.Item
          key={count}
          onClick={() => {
            showLast(count)
          }}
        >
          {labels.lastMinutes(count)}
        </Menu.Item>
      ))}
      <Menu.Item
        onClick={() => {
          changeQuery({ since: undefined, until: undefined })
        }}
      >
        {labels.allTimes}
      </Menu.Item>
    </>
  )
}

/** Epoch ms; null without lines. */
function newestTime(log: EventLog): number | null {
  const { first, size } = log.getSnapshot()
  const count = Math.min(size, newestLines)
  const times = new Float64Array(count)
  log.stamps(first + size - count, times, new Uint8Array(count))
  const newest = Math.max(...[...times].filter(Number.isFinite))
  return Number.isFinite(newest) ? newest : null
}
