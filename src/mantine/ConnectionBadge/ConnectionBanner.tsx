import {
  Box,
  type BoxProps,
  Button,
  type ElementProps,
  Transition,
  type MantineTransition,
  VisuallyHidden,
} from '@mantine/core'
import { useAnnouncement } from '../lib/useAnnouncement.ts'
import { useCountdown } from '../lib/useCountdown.ts'
import { useNow } from '../lib/useNow.ts'
import { useConnectionBadgeContext } from './ConnectionBadge.context.ts'
import type { ConnectionBadgeData, ConnectionBannerPosition } from './ConnectionBadge.props.ts'
import { ConnectionShape } from './ConnectionShape.tsx'
import { toneOf } from './connection-condition.ts'
import { useCondition } from './useCondition.ts'
import { useBannerPhase } from './useBannerPhase.ts'

export interface ConnectionBannerProps {
  connection: ConnectionBadgeData
  delay: number
  position: ConnectionBannerPosition
  rootProps: BoxProps & ElementProps<'div'>
}

const transitions: Readonly<Record<ConnectionBannerPosition, MantineTransition>> = {
  top: 'slide-down',
  bottom: 'slide-up',
  inline: 'fade',
}

/** A bar that appears after the connection has been lost for a while, and confirms when it is restored. */
export function ConnectionBanner({ connection, delay, position, rootProps }: ConnectionBannerProps) {
  const { getStyles, labels } = useConnectionBadgeContext()
  const present = useCondition(connection)
  const tone = toneOf(present)
  const phase = useBannerPhase(tone, delay)
  const now = useNow(1000, phase === 'away')
  const returned = phase !== 'away'

  const title = connection.online ? labels.bannerUnavailable : labels.bannerOffline
  const announcement = useAnnouncement({ hidden: '', away: title, returned: labels.bannerReturned }[phase])
  const { lastMessageAt, retryAt, error } = connection
  const age = lastMessageAt === null ? null : Math.max(0, now - lastMessageAt)
  const seconds = useCountdown(returned ? null : retryAt)
  const advice = tone === 'broken' && error ? labels.advice(error) : null
  const condition = returned ? 'connected' : present

  return (
    <Box
      {...getStyles('root')}
      {...rootProps}
      mod={[{ banner: position, state: connection.state, tone: returned ? 'good' : tone }, rootProps.mod]}
    >
      <Transition mounted={phase !== 'hidden'} transition={transitions[position]} duration={200}>
        {(transition) => (
          <div {...getStyles('banner', { style: transition })}>
            <ConnectionShape condition={condition} {...getStyles('shape')} />
            <p {...getStyles('bannerText')}>
              {returned ? (
                labels.bannerReturned
              ) : (
                <>
                  <strong>{title}</strong>{' '}
                  {advice ? `${advice.problem} ${advice.remedy}` : labels.bannerStale(age)}
                  {seconds ? ` ${labels.bannerRetry(seconds)}` : ''}
                </>
              )}
            </p>
            {!returned && connection.reconnect && (
              <Button size="compact-sm" variant="default" onClick={connection.reconnect}>
                {labels.reconnect}
              </Button>
            )}
          </div>
        )}
      </Transition>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </Box>
  )
}
