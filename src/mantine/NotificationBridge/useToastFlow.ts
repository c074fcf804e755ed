import { randomId, useDocumentVisibility } from '@mantine/hooks'
import type { NotificationsStore } from '@mantine/notifications'
import { type RefObject, useEffect, useRef } from 'react'
import { useLatest } from '../../primitives/react.ts'
import { NotificationFlow } from '../notifications/notification-flow.ts'
import type { NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { createToastPort } from '../notifications/toast/toast-port.ts'
import { toastView } from '../notifications/toast/toast-view.tsx'

export interface ToastFlowOptions {
  store: NotificationsStore
  limit: number
  burst: { count: number; window: number }
  labels: NotificationBridgeLabels
  openInbox: (() => void) | undefined
}

/** A `NotificationFlow` with a Mantine notifications store; null until the first effect. */
export function useToastFlow(options: ToastFlowOptions): RefObject<NotificationFlow | null> {
  const { store, limit, burst } = options
  const { count, window } = burst
  const prefix = useRef<string>(null)
  const hidden = useDocumentVisibility() === 'hidden'
  const latest = useLatest({ ...options, hidden })
  const flow = useRef<NotificationFlow>(null)

  useEffect(() => {
    const close = (id: string) => port.hide(id)
    const port = createToastPort(store, (toast) => {
      const { labels, openInbox, hidden: paused } = latest.current
      return toastView(toast, { labels, paused, openInbox, close, onClosed: (id) => created.closed(id) })
    })
    // Not during a render: Next.js forbids random numbers in a prerender.
    prefix.current ??= randomId('pusher-kit-')
    const created = new NotificationFlow(port, { prefix: prefix.current, limit, burst: { count, window } })
    flow.current = created
    const stop = store.subscribe(() => created.roomChanged())
    return () => {
      flow.current = null
      stop()
      created.dispose()
    }
  }, [store, limit, count, window, latest])

  useEffect(() => flow.current?.refresh(), [hidden])
  return flow
}
