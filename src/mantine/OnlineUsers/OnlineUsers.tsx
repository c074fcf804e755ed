'use client'
import { createVarsResolver, genericFactory, getSize, useProps } from '@mantine/core'
import { useMemo } from 'react'
import type { Member } from '../../index.ts'
import { useStable } from '../lib/useStable.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { OnlineUsersProvider } from './OnlineUsers.context.ts'
import classes from './OnlineUsers.module.css'
import { OnlineUsersBody } from './OnlineUsersBody.tsx'
import { defaultOnlineLabels } from './online-labels.ts'
import { describeMember as describeByDefault } from './person.ts'
import { nobody, type PresenceView } from './presence-view.ts'
import { PresenceSource } from './PresenceSource.tsx'
import type {
  OnlineUsersVariant,
  OnlineUsersStylesNames,
  OnlineUsersCssVariables,
  OnlineUsersProps,
  OnlineUsersFactory,
} from './OnlineUsers.props.ts'

const defaultProps = {
  variant: 'avatars',
  status: 'subscribed',
  isStale: false,
  error: null,
  max: 5,
  size: 'md',
  leaveGrace: 1500,
  idleAfter: 300_000,
  describeMember: describeByDefault,
} satisfies Partial<OnlineUsersProps>

const varsResolver = createVarsResolver<OnlineUsersFactory>((_theme, { size }) => ({
  root: { '--online-users-size': getSize(size, 'online-users-size') },
}))

/**
 * Shows the members of a presence channel as avatars, a list or a number.
 *
 * @throws {@link ProviderMissingError} with `channel` outside of `PusherProvider`
 * @throws {@link ConfigError} when the name of the channel does not start with `presence-`
 * @example
 * ```tsx
 * import { OnlineUsers } from 'react-pusher-kit/mantine'
 *
 * export const Session = () => (
 *   <>
 *     <OnlineUsers channel="presence-session-42" />
 *     <OnlineUsers channel="presence-session-42" variant="list" onMemberClick={({ id }) => show(id)} />
 *   </>
 * )
 * ```
 */
export const OnlineUsers = genericFactory<OnlineUsersFactory>((_props) => {
  const props = useProps('OnlineUsers', defaultProps, _props as OnlineUsersProps)
  const {
    classNames,
    className,
    style,
    styles,
    unstyled,
    vars,
    attributes,
    channel,
    members,
    status,
    error,
    isStale,
    onRetry,
    variant,
    max,
    size,
    leaveGrace,
    activityEvent,
    idleAfter,
    describeMember,
    renderMember,
    onMemberClick,
    labels,
    ...others
  } = props

  const getStyles = useKitStyles<OnlineUsersFactory>({
    name: 'OnlineUsers',
    classes,
    props,
    className,
    style,
    classNames,
    styles,
    unstyled,
    attributes,
    vars,
    varsResolver,
    stable: true,
  })
  const words = useMemo(() => ({ ...defaultOnlineLabels, ...labels }), [labels])
  const click = useStable((member: Member) => onMemberClick?.(member))
  const isClickable = onMemberClick !== undefined
  const context = useMemo(
    () => ({
      getStyles,
      labels: words,
      describeMember,
      renderMember,
      onMemberClick: isClickable ? click : undefined,
    }),
    [getStyles, words, describeMember, renderMember, isClickable, click],
  )

  const show = (view: PresenceView, announcement = '', idle = nobody) => (
    <OnlineUsersProvider value={context}>
      <OnlineUsersBody
        view={view}
        variant={variant}
        max={Math.max(1, max)}
        idle={idle}
        announcement={announcement}
        rootProps={others}
      />
    </OnlineUsersProvider>
  )

  if (members) return show({ members, status, error, isStale, retry: onRetry })
  return (
    <PresenceSource
      key={channel}
      channel={channel ?? null}
      leaveGrace={leaveGrace}
      activityEvent={activityEvent}
      idleAfter={idleAfter}
      describeMember={describeMember}
      labels={words}
    >
      {show}
    </PresenceSource>
  )
})

OnlineUsers.classes = classes
OnlineUsers.varsResolver = varsResolver
OnlineUsers.displayName = 'react-pusher-kit/OnlineUsers'

export namespace OnlineUsers {
  export type Props<Channel extends string = string> = OnlineUsersProps<Channel>
  export type StylesNames = OnlineUsersStylesNames
  export type CssVariables = OnlineUsersCssVariables
  export type Variant = OnlineUsersVariant
}
