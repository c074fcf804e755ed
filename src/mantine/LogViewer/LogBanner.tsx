import { UnstyledButton } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { HistoryError, SubscriptionError } from '../../index.ts'
import { Icon } from './icons.tsx'
import { useLogViewer } from './LogViewer.context.ts'
import { classes } from './log-viewer-classes.ts'

/** A blip is not worth a banner, ms. */
const patience = 1000

/** Says above the lines why they may not be the newest. */
export function LogBanner(): ReactNode {
  const { view, getStyles } = useLogViewer()
  const { labels, log, snapshot, search } = view
  const { status, error, lastEntryAt, size } = snapshot
  const isOffline = useLasting(status === 'offline' && size > 0)
  const now = useNow(isOffline)

  if (search?.snapshot.error) {
    return (
      <div {...getStyles('banner')} data-tone="trouble" role="alert">
        <Icon name="alert" />
        <span className={classes.bannerText}>
          {labels.searchFailed}: {search.snapshot.error.message}
        </span>
      </div>
    )
  }
  if (isOffline) {
    return (
      <div {...getStyles('banner')} data-tone="trouble" role="status">
        <Icon name="offline" />
        <span className={classes.bannerText}>{labels.reconnecting}</span>
        <span className={classes.bannerAge}>{labels.lastLine(lastEntryAt && now - lastEntryAt)}</span>
      </div>
    )
  }
  const tail = snapshot.gaps.at(-1)
  if (!error && tail && tail.index >= snapshot.first + size) {
    return (
      <div {...getStyles('banner')} data-tone="trouble" role="status">
        <Icon name="alert" />
        <span className={classes.bannerText}>{labels.tailGap}</span>
        {tail.canRetry && (
          <UnstyledButton className={classes.bannerButton} onClick={() => void log.retry(tail)}>
            {labels.retry}
          </UnstyledButton>
        )}
      </div>
    )
  }
  if (!error) return null
  const isDenied = error instanceof HistoryError && error.code === 'history_denied'
  const isRefused = error instanceof SubscriptionError
  return (
    <div {...getStyles('banner')} data-tone="broken" role="alert" title={error.message}>
      <Icon name="alert" />
      <span className={classes.bannerText}>
        {isRefused ? labels.refused : isDenied ? labels.denied : labels.failed}
      </span>
      <UnstyledButton className={classes.bannerButton} onClick={() => void log.retry()}>
        {labels.retry}
      </UnstyledButton>
    </div>
  )
}

function useLasting(condition: boolean): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (!condition) return undefined
    const timer = setTimeout(() => {
      setLasts(true)
    }, patience)
    return () => {
      clearTimeout(timer)
      setLasts(false)
    }
  }, [condition])
  return lasts && condition
}

/** Epoch ms, each second while it is looked at. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isRunning) return undefined
    const tick = (): void => {
      setNow(Date.now())
    }
    tick()
    const timer = setInterval(tick, 1000)
    return () => {
      clearInterval(timer)
    }
  }, [isRunning])
  return now
}
