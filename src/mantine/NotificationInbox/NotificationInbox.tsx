'use client'
import {
  ActionIcon,
  Box,
  type BoxProps,
  type ElementProps,
  type Factory,
  factory,
  Popover,
  type StylesApiProps,
  useProps,
} from '@mantine/core'
import { useEffect, useId } from 'react'
import type { InboxItem } from '../notifications/inbox-item.ts'
import type { NotificationInboxStore } from '../notifications/notification-inbox.ts'
import { useInbox, useInboxSnapshot } from '../notifications/useInbox.ts'
import { useKitStyles } from '../useKitStyles.ts'
import { defaultInboxLabels, type NotificationInboxLabels } from './inbox-labels.ts'
import { InboxPanel } from './InboxPanel.tsx'
import { BellIcon } from './icons.tsx'
import { NotificationInboxProvider } from './NotificationInbox.context.ts'
import classes from './NotificationInbox.module.css'

export type NotificationInboxStylesNames =
  | 'root'
  | 'bell'
  | 'badge'
  | 'panel'
  | 'header'
  | 'filters'
  | 'scroller'
  | 'groupHead'
  | 'item'
  | 'icon'
  | 'text'
  | 'itemActions'
  | 'loading'
  | 'failed'
  | 'empty'
  | 'undo'

export interface NotificationInboxProps
  extends BoxProps, StylesApiProps<NotificationInboxFactory>, ElementProps<'div'> {
  /** The inbox to show. @defaultValue the one that `NotificationBridge` of this provider fills */
  inbox?: NotificationInboxStore

  /** Called when a notification's link is followed; prevents nothing. */
  onItemClick?: (item: InboxItem) => void

  /** Above this many unread ones the badge says "99+". @defaultValue `99` */
  maxCount?: number

  /** Replaces texts. */
  labels?: Partial<NotificationInboxLabels>
}

export type NotificationInboxFactory = Factory<{
  props: NotificationInboxProps
  ref: HTMLDivElement
  stylesNames: NotificationInboxStylesNames
}>

const defaultProps = { maxCount: 99 } satisfies Partial<NotificationInboxProps>

/**
 * A bell with the number of unread notifications, and behind it the notifications themselves.
 *
 * @example
 * ```tsx
 * const inbox = createNotificationInbox({ storage: localInboxStorage(`inbox:${user.id}`) })
 *
 * <NotificationBridge channel="private-user-42" inbox={inbox} />
 * <NotificationInbox inbox={inbox} />
 * ```
 */
export const NotificationInbox = factory<NotificationInboxFactory>((_props) => {
  const props = useProps('NotificationInbox', defaultProps, _props)
  const {
    classNames,
    className,
    style,
    styles,
    unstyled,
    vars,
    attributes,
    inbox: given,
    onItemClick,
    maxCount,
    labels: words,
    ...others
  } = props
  const getStyles = useKitStyles<NotificationInboxFactory>({
    name: 'NotificationInbox',
    classes,
    props,
    className,
    style,
    classNames,
    styles,
    unstyled,
    attributes,
    vars,
  })
  const inbox = useInbox(given)
  const { unread, opened, view } = useInboxSnapshot(inbox)
  const id = useId()
  const labels = { ...defaultInboxLabels, ...words }
  const isOpen = opened && view === id
  useEffect(() => inbox.attachView(id), [inbox, id])

  return (
    <NotificationInboxProvider value={{ getStyles, labels, inbox }}>
      <Box {...getStyles('root')} {...others}>
        <Popover
          opened={isOpen}
          onChange={(next) => inbox.setOpened(next, id)}
          position="bottom-end"
          width="min(24rem, calc(100vw - 1rem))"
          shadow="lg"
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={labels.bell(unread)}
              onClick={() => inbox.setOpened(!isOpen, id)}
              {...getStyles('bell')}
            >
              <BellIcon />
              {unread > 0 && (
                // The name of the button has the number in words.
                <span
                  {...getStyles('badge')}
                  data-count={unread > maxCount ? `${maxCount}+` : unread}
                  aria-hidden="true"
                />
              )}
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown {...getStyles('panel')}>
            <InboxPanel onItemClick={onItemClick} />
          </Popover.Dropdown>
        </Popover>
      </Box>
    </NotificationInboxProvider>
  )
})

NotificationInbox.classes = classes
NotificationInbox.displayName = 'react-pusher-kit/NotificationInbox'
