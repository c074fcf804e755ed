import { type RefObject, useEffect, useRef } from 'react'
import type { Notice } from '../notifications/notification-data.ts'
import type { NotificationFlow } from '../notifications/notification-flow.ts'
import type { NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { openTabSpeaker, type TabSpeaker } from '../notifications/tab-speaker.ts'
import { notifyInBackground } from '../notifications/useNotificationPermission.ts'
import type { Arrival } from './ChannelNotifications.tsx'

/** How long what was missed gathers into one summary, ms. */
const gathering = 100

export interface VoiceOptions {
  flow: RefObject<NotificationFlow | null>
  tabScope: string
  labels: NotificationBridgeLabels
  /** Outside the page too, while the tab is hidden. */
  inBackground: boolean
}

/** Says a notification, if this is the tab that speaks. */
export function useVoice(options: VoiceOptions): (notice: Notice, arrival: Arrival) => void {
  const { flow, tabScope, labels, inBackground } = options
  const speaker = useRef<TabSpeaker>(null)
  const missed = useRef({ count: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined })
  /** What came too fast to be shown one by one since the tab was last looked at. */
  const uncounted = useRef(0)

  useEffect(() => {
    const mine = openTabSpeaker(tabScope)
    speaker.current = mine
    return () => {
      speaker.current = null
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

  function sayMissed() {
    missed.current.count += 1
    missed.current.timer ??= setTimeout(() => {
      flow.current?.pushEarlier(missed.current.count)
      missed.current.count = 0
      missed.current.timer = undefined
    }, gathering)
  }

  function sayOutside({ dedupeKey, id, title, message }: Notice, isSummarized: boolean) {
    if (document.visibilityState === 'visible') uncounted.current = 0
    if (!isSummarized) return notifyInBackground(dedupeKey ?? id, title ?? message, message)
    // One that counts up, as on the page: a thousand would be a storm there too.
    uncounted.current += 1
    const text = labels.more(uncounted.current)
    notifyInBackground(tabScope, text, text)
  }

  return (notice, arrival) => {
    const say = async () => {
      await speaker.current?.ready
      if (!speaker.current?.isSpeaking()) return
      if (arrival === 'earlier') return sayMissed()
      const outcome = flow.current?.push(notice)
      if (inBackground && outcome) sayOutside(notice, outcome === 'summarized')
    }
    void say()
  }
}
