import { ActionIcon, Menu } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import type { EventLog } from '../../../index.ts'
import { Icon } from '../icons.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

const minutes = [5, 15, 60] as const

/** Lines of which the newest time is taken: they may come out of order, and a clock may be wrong. */
const newestLines = 64

/** The menu of time ranges before the newest line. */
export const TimeMenu = memo(function TimeMenu(): ReactNode {
  const { labels, changeQuery, log } = useLogTools()
  const showLast = (count: number): void => {
    const newest = newestTime(log)
    if (newest !== null) changeQuery({ since: newest - count * 60_000, until: undefined })
  }
  return (
    <Menu position="bottom-start" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          className={`${classes.switch} ${classes.times}`}
          variant="subtle"
          color="gray"
          size={28}
          aria-label={labels.times}
          title={labels.times}
        >
          <Icon name="clock" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  )
})

/** Epoch ms; null without lines. */
function newestTime(log: EventLog): number | null {
  const { first, size } = log.getSnapshot()
  const count = Math.min(size, newestLines)
  const times = new Float64Array(count)
  log.stamps(first + size - count, times, new Uint8Array(count))
  const newest = Math.max(...[...times].filter(Number.isFinite))
  return Number.isFinite(newest) ? newest : null
}
