import { UnstyledButton } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { HistoryError, SubscriptionError } from '../../../index.ts'
import type { PaintGate } from '../state/paint-gate.ts'
import { endsInGap } from '../state/throttled-snapshot.ts'
import { initialNow } from '../../lib/useNow.ts'
import { Icon, type IconName } from '../icons.tsx'
import type { LogGrid } from './log-grid.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { useGridState } from './useGridState.ts'

/** Delay before a lost connection is shown, ms. */
const offlineDelay = 1000

/** The reason why the newest lines may be missing. It neither covers nor moves a line. */
export function LogBanner({ grid }: { grid: LogGrid }): ReactNode {
  const { view, searchErrorId } = useLogViewer()
  const { labels, log, gate, snapshot, search } = view
  const { status, error, lastEntryAt, size } = snapshot
  const isOffline = useDelayed(status === 'offline' && size > 0)
  const now = useNow(gate, isOffline)

  const searchError = search?.snapshot.error
  if (searchError) {
    return (
      <Banner grid={grid} tone="trouble" icon="alert" role="alert" id={searchErrorId}>
        {/* Messages of syntax errors differ between engines, and are not for users. */}
        {searchError instanceof SyntaxError
          ? labels.searchInvalid
          : `${labels.searchFailed}: ${searchError.message}`}
      </Banner>
    )
  }
  if (isOffline) {
    const age = <span className={classes.bannerAge}>{labels.lastLine(lastEntryAt && now - lastEntryAt)}</span>
    return (
      <Banner grid={grid} tone="trouble" icon="offline" role="status" end={age}>
        {labels.reconnecting}
      </Banner>
    )
  }
  const tail = snapshot.gaps.at(-1)
  if (!error && tail && endsInGap(snapshot)) {
    const retry = tail.canRetry && <Retry onClick={() => void log.retry(tail)} />
    return (
      <Banner grid={grid} tone="trouble" icon="alert" role="status" end={retry}>
        {labels.tailGap}
      </Banner>
    )
  }
  if (!error) return null
  const isDenied = error instanceof HistoryError && error.code === 'history_denied'
  const isRefused = error instanceof SubscriptionError
  const retry = <Retry onClick={() => void log.retry()} />
  return (
    <Banner grid={grid} tone="broken" icon="alert" role="alert" title={error.message} end={retry}>
      {isRefused ? labels.refused : isDenied ? labels.denied : labels.failed}
    </Banner>
  )
}

interface BannerProps {
  grid: LogGrid
  tone: 'trouble' | 'broken'
  icon: IconName
  role: 'alert' | 'status'
  id?: string
  title?: string
  /** Rendered at the end of the banner. */
  end?: ReactNode
  children: ReactNode
}

/**
 * Reduces the viewport at the top while it follows, otherwise at the bottom, so that the lines do not move. Once at the
 * bottom, the banner stays there.
 */
function Banner({ grid, tone, icon, end, children, ...others }: BannerProps): ReactNode {
  const { getStyles } = useLogViewer()
  const goesBelow = useGridState(grid, ({ isFollowing, hasRoom }) => !isFollowing || hasRoom)
  const [isBelow, setBelow] = useState(goesBelow)
  if (goesBelow && !isBelow) setBelow(true)
  return (
    <div {...getStyles('banner')} {...others} data-tone={tone} data-below={isBelow || undefined}>
      <Icon name={icon} />
      <span className={classes.bannerText}>{children}</span>
      {end}
    </div>
  )
}

function Retry({ onClick }: { onClick: () => void }): ReactNode {
  const { labels } = useLogViewer().view
  return (
    <UnstyledButton className={classes.bannerButton} onClick={onClick}>
      {labels.retry}
    </UnstyledButton>
  )
}

function useDelayed(condition: boolean): boolean {
  const [hasLasted, setHasLasted] = useState(false)
  useEffect(() => {
    if (!condition) return undefined
    const timer = setTimeout(() => {
      setHasLasted(true)
    }, offlineDelay)
    return () => {
      clearTimeout(timer)
      setHasLasted(false)
    }
  }, [condition])
  return hasLasted && condition
}

/** The current time, epoch ms, updated every second while `isRunning` and the viewer is visible. */
export function useNow(gate: PaintGate, isRunning: boolean): number {
  const [now, setNow] = useState(initialNow)
  useEffect(() => {
    if (!isRunning) return undefined
    const tick = (): void => {
      setNow(Date.now())
    }
    tick()
    const everySecond = gate.through((listener) => {
      const timer = setInterval(listener, 1000)
      return () => {
        clearInterval(timer)
      }
    })
    return everySecond(tick)
  }, [gate, isRunning])
  return now
}
