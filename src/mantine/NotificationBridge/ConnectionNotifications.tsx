import { useEffect, useRef } from 'react'
import { usePusherConnection } from '../../index.ts'
import type { Notice } from '../notifications/notification-data.ts'
import type { NotificationBridgeLabels } from '../notifications/notification-labels.ts'

export interface ConnectionNotificationsProps {
  labels: NotificationBridgeLabels
  onNotice: (notice: Notice) => void
}

/** Says once that the connection was refused for good; whatever mends itself is left to the badge. */
export function ConnectionNotifications({ labels, onNotice }: ConnectionNotificationsProps) {
  const { state, error, connect } = usePusherConnection({ latencyInterval: 0 })
  const latest = useRef({ labels, onNotice, connect })
  useEffect(() => {
    latest.current = { labels, onNotice, connect }
  })

  const refusal = state === 'disconnected' || state === 'failed' ? error : null
  useEffect(() => {
    if (!refusal) return
    const { labels: words, onNotice: say, connect: retry } = latest.current
    const { problem, remedy } = words.advice(refusal)
    say({
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
  }, [refusal])
  return null
}
