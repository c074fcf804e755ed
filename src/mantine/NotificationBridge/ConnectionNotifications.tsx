import { useEffect } from 'react'
import { usePusherConnection } from '../../index.ts'
import type { MappedNotification } from '../notifications/notification-data.ts'
import type { NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { useLatest } from '../../primitives/react.ts'

export interface ConnectionNotificationsProps {
  labels: NotificationBridgeLabels
  onNotification: (notification: MappedNotification) => void
}

/** Notifies once that the server refused the connection permanently; other states are shown by `ConnectionBadge`. */
export function ConnectionNotifications({ labels, onNotification }: ConnectionNotificationsProps) {
  const { state, error, connect } = usePusherConnection({ latencyInterval: 0 })
  const latest = useLatest({ labels, onNotification, connect })

  const refusal = state === 'disconnected' || state === 'failed' ? error : null
  useEffect(() => {
    if (!refusal) return
    const { labels: words, onNotification: notify, connect: retry } = latest.current
    const { problem, remedy } = words.advice(refusal)
    notify({
      id: `connection:${Date.now()}`,
      dedupeKey: 'connection',
      kind: 'connection',
      channel: '',
      title: words.connectionFailed,
      message: `${problem} ${remedy}`,
      severity: 'error',
      priority: 2,
      timestamp: Date.now(),
      action: { label: words.reconnect, onClick: retry },
    })
  }, [refusal, latest])
  return null
}
