'use client'
import { ActionIcon, Box, factory, Popover, useProps } from '@mantine/core'
import { useEffect, useId, useMemo } from 'react'
import { useInbox, useInboxSnapshot } from '../notifications/inbox/useInbox.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { defaultInboxLabels } from './inbox-labels.ts'
import { InboxPanel } from './InboxPanel.tsx'
import { BellIcon } from './icons.tsx'
import { NotificationInboxProvider } from './NotificationInbox.context.ts'
import classes from './NotificationInbox.module.css'
import type {
  NotificationInboxStylesNames,
  NotificationInboxProps,
  NotificationInboxFactory,
} from './NotificationInbox.props.ts'

const defaultProps = { maxCount: 99 } satisfies Partial<NotificationInboxProps>

/**
 * A bell with the number of unread notifications, which opens a panel with the list of notifications.
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
                // The accessible name of the button contains the number.
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
