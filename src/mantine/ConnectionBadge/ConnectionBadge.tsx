'use client'
import { createVarsResolver, factory, getRadius, getSize, useProps } from '@mantine/core'
import { type UsePusherConnectionResult, usePusherConnection } from '../../index.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { ConnectionBadgeProvider } from './ConnectionBadge.context.ts'
import classes from './ConnectionBadge.module.css'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { ConnectionPill } from './ConnectionPill.tsx'
import { defaultConnectionLabels } from './connection-labels.ts'
import { defaultLatencyBands } from './latency-bands.ts'
import type {
  ConnectionBadgeVariant,
  ConnectionBadgeStylesNames,
  ConnectionBadgeCssVariables,
  ConnectionBadgeData,
  ConnectionBadgeProps,
  ConnectionBadgeFactory,
} from './ConnectionBadge.props.ts'

const defaultProps = {
  variant: 'badge',
  size: 'sm',
  withLatency: true,
  withCard: true,
  latencyBands: defaultLatencyBands,
  latencyInterval: 30_000,
  blipDelay: 1000,
  bannerDelay: 5000,
  bannerPosition: 'top',
} satisfies Partial<ConnectionBadgeProps>

const varsResolver = createVarsResolver<ConnectionBadgeFactory>((_theme, { size, radius }) => ({
  root: {
    '--connection-badge-height': getSize(size, 'connection-badge-height'),
    '--connection-badge-fz': getSize(size, 'connection-badge-fz'),
    '--connection-badge-radius': radius === undefined ? undefined : getRadius(radius),
  },
}))

/**
 * Shows the state of the connection by colour, icon and word, its latency, and details in a card.
 *
 * @throws {@link ProviderMissingError} without `connection` outside of `PusherProvider`
 * @example
 * ```tsx
 * import { PusherProvider } from 'react-pusher-kit'
 * import { ConnectionBadge } from 'react-pusher-kit/mantine'
 *
 * export const Header = () => (
 *   <PusherProvider appKey="key" cluster="eu">
 *     <ConnectionBadge latencyBands={{ good: 80, fair: 200 }} />
 *     <ConnectionBadge variant="banner" />
 *   </PusherProvider>
 * )
 * ```
 */
export const ConnectionBadge = factory<ConnectionBadgeFactory>((_props) => {
  const props = useProps('ConnectionBadge', defaultProps, _props)
  const {
    classNames,
    className,
    style,
    styles,
    unstyled,
    vars,
    attributes,
    connection,
    variant,
    size,
    radius,
    withLatency,
    withCard,
    latencyBands,
    latencyInterval,
    blipDelay,
    bannerDelay,
    bannerPosition,
    labels,
    ...others
  } = props

  const getStyles = useKitStyles<ConnectionBadgeFactory>({
    name: 'ConnectionBadge',
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
  })

  const show = (shown: ConnectionBadgeData) =>
    variant === 'banner' ? (
      <ConnectionBanner connection={shown} delay={bannerDelay} position={bannerPosition} rootProps={others} />
    ) : (
      <ConnectionPill
        connection={shown}
        compact={variant === 'dot'}
        withLatency={withLatency}
        withCard={withCard}
        blipDelay={blipDelay}
        rootProps={others}
      />
    )

  return (
    <ConnectionBadgeProvider
      value={{ getStyles, latencyBands, labels: { ...defaultConnectionLabels, ...labels } }}
    >
      {connection ? show(connection) : <FromProvider latencyInterval={latencyInterval}>{show}</FromProvider>}
    </ConnectionBadgeProvider>
  )
})

interface FromProviderProps {
  latencyInterval: number
  children: (connection: UsePusherConnectionResult) => React.ReactNode
}

function FromProvider({ latencyInterval, children }: FromProviderProps) {
  return children(usePusherConnection({ latencyInterval }))
}

ConnectionBadge.classes = classes
ConnectionBadge.varsResolver = varsResolver
ConnectionBadge.displayName = 'react-pusher-kit/ConnectionBadge'

export namespace ConnectionBadge {
  export type Props = ConnectionBadgeProps
  export type StylesNames = ConnectionBadgeStylesNames
  export type CssVariables = ConnectionBadgeCssVariables
  export type Variant = ConnectionBadgeVariant
}
