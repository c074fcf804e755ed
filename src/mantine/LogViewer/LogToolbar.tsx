import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode, RefObject } from 'react'
import { Icon } from './icons.tsx'
import { LevelFilter } from './LevelFilter.tsx'
import { LogOptions } from './LogOptions.tsx'
import { LogSearch } from './LogSearch.tsx'
import { useLogViewer } from './LogViewer.context.ts'
import { classes } from './log-viewer-classes.ts'
import { TimeRangeChip } from './TimeRangeChip.tsx'
import { ThreadFilter } from './ThreadFilter.tsx'
import type { MatchStep } from './useMatchStep.ts'

export interface LogToolbarProps {
  searchRef: RefObject<HTMLInputElement | null>
  match: MatchStep
  actions: ReactNode
}

/** Search, filters and switches. */
export function LogToolbar({ searchRef, match, actions }: LogToolbarProps): ReactNode {
  const { view, getStyles } = useLogViewer()
  const { labels, settings, changeSettings, snapshot, log } = view
  return (
    <div {...getStyles('toolbar')} role="group" aria-label={labels.toolbar}>
      <LogSearch inputRef={searchRef} match={match} />
      <div className={classes.filters}>
        <LevelFilter />
        <ThreadFilter />
        <TimeRangeChip />
      </div>
      <div className={classes.switches}>
        {actions}
        <Switch
          label={labels.wrap}
          icon="wrap"
          isOn={settings.wrap}
          onClick={() => {
            changeSettings({ wrap: !settings.wrap })
          }}
        />
        <Switch
          label={snapshot.paused ? labels.resume : labels.pause}
          icon={snapshot.paused ? 'play' : 'pause'}
          isOn={snapshot.paused}
          onClick={snapshot.paused ? log.resume : log.pause}
        />
        <LogOptions />
      </div>
    </div>
  )
}

interface SwitchProps {
  label: string
  icon: 'wrap' | 'pause' | 'play'
  isOn: boolean
  onClick: () => void
}

function Switch({ label, icon, isOn, onClick }: SwitchProps): ReactNode {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        className={classes.switch ?? ''}
        variant="subtle"
        color="gray"
        size={30}
        aria-label={label}
        aria-pressed={isOn}
        onClick={onClick}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  )
}
