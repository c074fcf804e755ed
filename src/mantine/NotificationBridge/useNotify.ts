import { type RefObject, useEffect, useRef } from 'react'
import type { MappedNotification } from '../notifications/notification-data.ts'
import type { NotificationFlow } from '../notifications/notification-flow.ts'
import type { NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { openTabLeader, type TabLeader } from '../notifications/tab-leader.ts'
import { notifyInBackground } from '../notifications/useNotificationPermission.ts'
import type { Arrival } from './ChannelNotifications.tsx'

/** Missed events within this time are summarized together, ms. */
const summaryDelay = 100

export interface NotifyOptions {
  flow: RefObject<NotificationFlow | null>
  tabScope: string
  labels: NotificationBridgeLabels
  /** Browser notifications too, while the tab is hidden. */
  inBackground: boolean
}

/** Shows a notification, if this tab is the leader. */
export function useNotify(
  options: NotifyOptions,
): (notification: MappedNotification, arrival: Arrival) => void {
  const { flow, tabScope, labels, inBackground } = options
  const leader = useRef<TabLeader>(null)
  const missed = useRef({ count: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined })
  /** Summarized notifications since the tab was last visible. */
  const summarizedCount = useRef(0)

  useEffect(() => {
    const mine = openTabLeader(tabScope)
    leader.current = mine
    return () => {
      leader.current = null
      mine.dispose()
    }
  }, [tabScope])
  useEffect(() => {
    const gathered = missed.current
    return () => {
      clearTimeout(gathered.timer)
      gathered.timer = undefined
      gathered.count = 0
    }
  }, [])

  function countMissed() {
    missed.current.count += 1
    missed.current.timer ??= setTimeout(() => {
      flow.current?.pushEarlier(missed.current.count)
      missed.current.count = 0
      missed.current.timer = undefined
    }, summaryDelay)
  }

  function notifyOutsidePage({ dedupeKey, id, title, message }: MappedNotification, isSummarized: boolean) {
    if (document.visibilityState === 'visible') summarizedCount.current = 0
    if (!isSummarized) return notifyInBackground(dedupeKey ?? id, title ?? message, message)
    // One browser notification with a count, as on the page.
    summarizedCount.current += 1
    const text = labels.more(summarizedCount.current)
    notifyInBackground(tabScope, text, text)
  }

  return (notification, arrival) => {
    const show = async () => {
      await leader.current?.ready
      if (!leader.current?.isLeader()) return
      if (arrival === 'earlier') return countMissed()
      const outcome = flow.current?.push(notification)
      if (inBackground && outcome) notifyOutsidePage(notification, outcome === 'summarized')
    }
    void show()
  }
}
