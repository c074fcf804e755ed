import { ActionIcon, Button, CopyButton } from '@mantine/core'
import { useRef } from 'react'
import { useNow } from '../lib/useNow.ts'
import { useConnectionBadgeContext } from './ConnectionBadge.context.ts'
import type { ConnectionBadgeData } from './ConnectionBadge.props.ts'
import { ConnectionCardLatency } from './ConnectionCardLatency.tsx'
import { ConnectionShape } from './ConnectionShape.tsx'
import { CheckIcon, CopyIcon } from './icons.tsx'
import { type ConnectionCondition, toneOf } from './connection-condition.ts'

export interface ConnectionCardProps {
  connection: ConnectionBadgeData
  condition: ConnectionCondition
}

/** The card of dot and badge: counts, socket id, error with advice, actions. */
export function ConnectionCard({ connection, condition }: ConnectionCardProps) {
  const { getStyles, labels } = useConnectionBadgeContext()
  const now = useNow(1000, true)
  const { error, socketId, stats, lastMessageAt, since } = connection
  const advice = error && condition !== 'connected' ? labels.advice(error) : null
  const off = ['disconnected', 'refused', 'initialized', 'failed'].includes(condition)
  const restart = off ? connection.connect : connection.reconnect
  const restartButton = useRef<HTMLButtonElement>(null)
  const disconnect = () => {
    // This button is unmounted once it is pressed.
    restartButton.current?.focus()
    connection.disconnect?.()
  }

  return (
    <>
      <div {...getStyles('cardHeader')} data-tone={toneOf(condition)}>
        <ConnectionShape condition={condition} {...getStyles('shape')} />
        <strong>{labels[condition]}</strong>
        <span>{labels.since(Math.max(0, now - since))}</span>
      </div>

      {advice && (
        <p {...getStyles('problem')}>
          {advice.problem} <span>{advice.remedy}</span>
        </p>
      )}

      <ConnectionCardLatency connection={connection} />

      <dl {...getStyles('facts')}>
        <dt>{labels.lastMessage}</dt>
        <dd>{lastMessageAt === null ? labels.never : labels.ago(Math.max(0, now - lastMessageAt))}</dd>
        <dt>{labels.messages}</dt>
        <dd>{labels.messageCounts(stats.messagesSent, stats.messagesReceived)}</dd>
        <dt>{labels.reconnections}</dt>
        <dd>{stats.reconnections}</dd>
        <dt>{labels.socketId}</dt>
        <dd>
          {socketId ?? labels.noLatency}
          <CopyButton value={socketId ?? ''} timeout={2000}>
            {({ copied, copy }) => (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                disabled={socketId === null}
                aria-label={copied ? labels.copied : labels.copy}
                onClick={copy}
              >
                {copied ? <CheckIcon /> : <CopyIcon />}
              </ActionIcon>
            )}
          </CopyButton>
        </dd>
      </dl>

      {(restart ?? connection.disconnect) && (
        <div {...getStyles('actions')}>
          {restart && (
            <Button ref={restartButton} size="compact-sm" variant="default" onClick={restart} data-autofocus>
              {off ? labels.connect : labels.reconnect}
            </Button>
          )}
          {connection.disconnect && !off && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={disconnect}>
              {labels.disconnect}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
