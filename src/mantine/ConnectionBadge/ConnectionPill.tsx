import { Box, type BoxProps, type ElementProps, Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useConnectionBadgeContext } from './ConnectionBadge.context.ts'
import type { ConnectionBadgeData } from './ConnectionBadge.props.ts'
import { ConnectionCard } from './ConnectionCard.tsx'
import { ConnectionLatency } from './ConnectionLatency.tsx'
import { ConnectionShape } from './ConnectionShape.tsx'
import { toneOf } from './connection-condition.ts'
import { conditionsIn } from './connection-labels.ts'
import { useCardDisclosure } from './useCardDisclosure.ts'
import { useCondition } from './useCondition.ts'
import { useConnectionAnnouncement } from './useConnectionAnnouncement.ts'
import { useSettledCondition } from './useSettledCondition.ts'

export interface ConnectionPillProps {
  connection: ConnectionBadgeData
  compact: boolean
  withLatency: boolean
  withCard: boolean
  blipDelay: number
  rootProps: BoxProps & ElementProps<'div'>
}

/** Dot and badge: the state, and a button that opens the card. */
export function ConnectionPill(props: ConnectionPillProps) {
  const { connection, compact, withLatency, withCard, blipDelay, rootProps } = props
  const { getStyles, labels } = useConnectionBadgeContext()
  const condition = useSettledCondition(useCondition(connection), blipDelay)
  const tone = toneOf(condition)
  const announcement = useConnectionAnnouncement(tone, labels.announcement(labels[condition]))
  const { opened, pinned, close, triggerProps, cardProps } = useCardDisclosure()

  /** Every word that the pill may have: its width is that of the longest. */
  const words = compact ? undefined : conditionsIn(labels)
  const content = (
    <>
      <ConnectionShape condition={condition} {...getStyles('shape')} />
      {compact ? (
        <VisuallyHidden>{labels[condition]}</VisuallyHidden>
      ) : (
        <span {...getStyles('label')}>{labels[condition]}</span>
      )}
      {!compact && withLatency && <ConnectionLatency connection={connection} condition={condition} />}
    </>
  )

  return (
    <Box
      {...getStyles('root')}
      {...rootProps}
      mod={[{ state: connection.state, condition, tone, compact }, rootProps.mod]}
    >
      {withCard ? (
        <Popover
          opened={opened}
          onDismiss={close}
          trapFocus={pinned}
          position="bottom-end"
          offset={6}
          shadow="md"
          width="calc(min(18.5rem, 100vw - 0.75rem))"
        >
          <Popover.Target>
            <UnstyledButton {...triggerProps} {...getStyles('pill')} data-words={words}>
              {content}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown {...cardProps} {...getStyles('card')}>
            <ConnectionCard connection={connection} condition={condition} />
          </Popover.Dropdown>
        </Popover>
      ) : (
        <span {...getStyles('pill')} data-words={words}>
          {content}
        </span>
      )}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </Box>
  )
}
