import { useDocumentVisibility } from '@mantine/hooks'
import {
  hideNotification,
  type NotificationsStore,
  showNotification,
  updateNotification,
} from '@mantine/notifications'
import { type RefObject, useEffect, useRef } from 'react'
import { NotificationFlow, type Toast } from '../notifications/notification-flow.ts'
import type { NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { toastView } from '../notifications/toast-view.tsx'

export interface ToastFlowOptions {
  store: NotificationsStore
  limit: number
  burst: { count: number; window: number }
  labels: NotificationBridgeLabels
  openInbox: (() => void) | undefined
}

/** A flow that shows its toasts in a Mantine notifications store; null until the first effect. */
export function useToastFlow(options: ToastFlowOptions): RefObject<NotificationFlow | null> {
  const { store, limit, burst } = options
  const { count, window } = burst
  const hidden = useDocumentVisibility() === 'hidden'
  const latest = useRef({ ...options, hidden })
  const flow = useRef<NotificationFlow>(null)

  useEffect(() => {
    const close = (id: string) => void hideNotification(id, store)
    const view = (toast: Toast) => {
      const { labels, openInbox, hidden: paused } = latest.current
      return toastView(toast, { labels, paused, openInbox, close, onClosed: (id) => created.closed(id) })
    }
    const port = {
      show: (toast: Toast) => void showNotification(view(toast), store),
      update: (toast: Toast) => void updateNotification(view(toast), store),
      hide: close,
    }
    const created = new NotificationFlow(port, { limit, burst: { count, window } })
    flow.current = created
    return () => {
      flow.current = null
      created.dispose()
    }
  }, [store, limit, count, window])

  useEffect(() => {
    const changed = latest.current.hidden !== hidden
    latest.current = { ...options, hidden }
    if (changed) flow.current?.refresh()
  })
  return flow
}
