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
import { useEffect, useId, useMemo } from 'react'
import type { InboxItem } from '../notifications/inbox/inbox-item.ts'
import type { NotificationInboxStore } from '../notifications/inbox/notification-inbox.ts'
import { useInbox, useInboxSnapshot } from '../notifications/inbox/useInbox.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { defaultInboxLabels, type NotificationInboxLabels } from './inbox-labels.ts'
import { InboxPanel } from './InboxPanel.tsx'
import { BellIcon } from './icons.tsx'
import { NotificationInboxProvider } from './NotificationInbox.context.ts'
import classes from './NotificationInbox.module.css'

/** The parts of `NotificationInbox` that the Styles API reaches. */
export type NotificationInboxStylesNames =
  /** The outermost element. */
  | 'root'
  /** The button. */
  | 'bell'
  /** The number on the bell. */
  | 'badge'
  /** What the bell opens. */
  | 'panel'
  /** Heading and buttons of the panel. */
  | 'header'
  /** The choice of kinds. */
  | 'filters'
  /** The part of the panel that scrolls. */
  | 'scroller'
  /** Heading of a group: today, earlier, missed. */
  | 'groupHead'
  /** One notification. */
  | 'item'
  /** The sign of its severity. */
  | 'icon'
  /** Title, message and age. */
  | 'text'
  /** The buttons of one notification. */
  | 'itemActions'
  /** What stands there while storage has not answered. */
  | 'loading'
  /** What stands there when storage could not be read. */
  | 'failed'
  /** What stands there without notifications. */
  | 'empty'
  /** The bar that brings removed ones back. */
  | 'undo'

/** Props of {@link NotificationInbox}. */
export interface NotificationInboxProps
  extends BoxProps, StylesApiProps<NotificationInboxFactory>, ElementProps<'div'> {
  /** The inbox to show. @defaultValue the one that `NotificationBridge` of this provider fills */
  inbox?: NotificationInboxStore

  /** Called when a notification's link is followed; prevents nothing. */
  onItemClick?: (item: InboxItem) => void

  /** Highest count on the badge; above it says "99+". @defaultValue `99` */
  maxCount?: number

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<NotificationInboxLabels>
}

/** Everything that Mantine's theme and Styles API know of `NotificationInbox`. */
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
 * import { useState } from 'react'
 * import { createNotificationInbox, localInboxStorage } from 'react-pusher-kit/mantine'
 * import { NotificationBridge, NotificationInbox } from 'react-pusher-kit/mantine'
 *
 * export function Header() {
 *   const [inbox] = useState(() =>
 *     createNotificationInbox({ storage: localInboxStorage(`inbox:${user.id}`) }),
 *   )
 *   return (
 *     <>
 *       <NotificationBridge channel={`private-user-${user.id}`} inbox={inbox} />
 *       <NotificationInbox inbox={inbox} />
 *     </>
 *   )
 * }
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
    stable: true,
  })
  const inbox = useInbox(given)
  const { unread, opened, view } = useInboxSnapshot(inbox)
  const id = useId()
  const labels = useMemo(() => ({ ...defaultInboxLabels, ...words }), [words])
  const context = useMemo(() => ({ getStyles, labels, inbox }), [getStyles, labels, inbox])
  const isOpen = opened && view === id
  useEffect(() => inbox.attachView(id), [inbox, id])

  return (
    <NotificationInboxProvider value={context}>
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

export namespace NotificationInbox {
  export type Props = NotificationInboxProps
  export type StylesNames = NotificationInboxStylesNames
}
