'use client'
import {
  Box,
  type BoxProps,
  createVarsResolver,
  type ElementProps,
  type Factory,
  genericFactory,
  getSize,
  type MantineSize,
  type StylesApiProps,
  useProps,
  VisuallyHidden,
} from '@mantine/core'
import { Fragment } from 'react'
import { type Member, type PresenceName, useTyping } from '../../index.ts'
import { useAnnouncement } from '../lib/useAnnouncement.ts'
import { describeMember as describeByDefault, type Person, shortName } from '../OnlineUsers/person.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import classes from './TypingIndicator.module.css'
import { defaultTypingLabels, type TypingIndicatorLabels, typingSentence } from './typing-labels.ts'

/** The Styles API selectors of `TypingIndicator`. */
export type TypingIndicatorStylesNames =
  /** The line, also while it is empty. */
  | 'root'
  /** The animated dots. */
  | 'dots'
  /** The sentence. */
  | 'text'

/** The CSS variables of `TypingIndicator`, for `vars`. */
export interface TypingIndicatorCssVariables {
  /** Font size of the line. */
  root: '--typing-indicator-fz'
}

/** Props of {@link TypingIndicator}. */
export interface TypingIndicatorProps<Channel extends string = string>
  extends BoxProps, StylesApiProps<TypingIndicatorFactory>, ElementProps<'div'> {
  /** The presence channel whose typing members are shown. @defaultValue none: `typing` is shown */
  channel?: PresenceName<Channel> | null

  /** Data instead of `channel`: the typing members, without the own user. @defaultValue none */
  typing?: readonly Pick<Member, 'id' | 'info'>[]

  /** Font size. @defaultValue `'sm'` */
  size?: MantineSize

  /** Returns the name of a member. @defaultValue reads common keys of `info`, else the id */
  describeMember?: (member: Member) => Pick<Person, 'name'>

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<TypingIndicatorLabels>
}

/** Mantine factory type of `TypingIndicator`. */
export type TypingIndicatorFactory = Factory<{
  props: TypingIndicatorProps
  ref: HTMLDivElement
  stylesNames: TypingIndicatorStylesNames
  vars: TypingIndicatorCssVariables
  signature: <const Channel extends string = string>(
    props: TypingIndicatorProps<Channel> & { ref?: React.Ref<HTMLDivElement> | undefined },
  ) => React.ReactNode
}>

/** Maximum length of a name, in letters. */
const longestName = 24

/** With at most this many letters in the names, the sentence fits any width and needs no markup. */
const surelyFits = 16

/** Unicode's isolates, around a text of its own direction. */
const isolate = '\u2068'
const endOfIsolate = '\u2069'
const marks = /[\u2068\u2069]/u

const defaultProps = {
  size: 'sm',
  describeMember: describeByDefault,
} satisfies Partial<TypingIndicatorProps>

const varsResolver = createVarsResolver<TypingIndicatorFactory>((_theme, { size }) => ({
  root: { '--typing-indicator-fz': getSize(size, 'mantine-font-size') },
}))

/**
 * Shows who is typing, such as "Ana and 3 others are typing", in one line of constant height, even while it is empty.
 *
 * @throws {@link ProviderMissingError} without `typing` outside of `PusherProvider`
 * @throws {@link ConfigError} when the name of the channel does not start with `presence-`
 * @example
 * ```tsx
 * import { useTyping } from 'react-pusher-kit'
 * import { TypingIndicator } from 'react-pusher-kit/mantine'
 *
 * export function Composer() {
 *   const { setTyping } = useTyping('presence-session-42')
 *   return (
 *     <>
 *       <TypingIndicator channel="presence-session-42" />
 *       <textarea onChange={() => setTyping(true)} onBlur={() => setTyping(false)} />
 *     </>
 *   )
 * }
 * ```
 */
export const TypingIndicator = genericFactory<TypingIndicatorFactory>((_props) => {
  const props = useProps('TypingIndicator', defaultProps, _props as TypingIndicatorProps)
  const {
    classNames,
    className,
    style,
    styles,
    unstyled,
    vars,
    attributes,
    channel,
    typing,
    size,
    describeMember,
    labels,
    ...others
  } = props
  const getStyles = useKitStyles<TypingIndicatorFactory>({
    name: 'TypingIndicator',
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

  const show = (members: NonNullable<TypingIndicatorProps['typing']>) => {
    const names = members.map((member) => describeMember(member as Member).name)
    const words = { ...defaultTypingLabels, ...labels }
    const sentence = typingSentence(names, words)
    const isLong = names.slice(0, 2).join('').length > surelyFits
    return (
      <Box {...getStyles('root')} {...others} mod={[{ active: sentence !== '' }, others.mod]}>
        {sentence && (
          <>
            <span {...getStyles('dots')} aria-hidden="true" />
            <span {...getStyles('text')} aria-hidden="true" title={names.join(', ')} dir="auto">
              {isLong ? <LongSentence names={names} labels={words} /> : sentence}
            </span>
          </>
        )}
        <Announcement text={sentence} />
      </Box>
    )
  }

  return typing ? show(typing) : <FromChannel channel={channel ?? null}>{show}</FromChannel>
})

interface FromChannelProps {
  channel: string | null
  children: (typing: readonly Member[]) => React.ReactNode
}

function FromChannel({ channel, children }: FromChannelProps) {
  return children(useTyping(channel).typing)
}

interface LongSentenceProps {
  names: readonly string[]
  labels: TypingIndicatorLabels
}

/** A sentence whose names are truncated in a narrow container; the verb is not. */
function LongSentence({ names, labels }: LongSentenceProps) {
  const marked = names.map((name) => `${isolate}${shortName(name, longestName)}${endOfIsolate}`)
  return typingSentence(marked, labels)
    .split(marks)
    .map((part, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence have no other name
      <Fragment key={index}>{index % 2 === 1 ? <bdi>{part}</bdi> : part && <span>{part}</span>}</Fragment>
    ))
}

/** Announces the latest text, at most once per ten seconds. */
function Announcement({ text }: { text: string }) {
  return <VisuallyHidden role="status">{useAnnouncement(text, 10_000)}</VisuallyHidden>
}

TypingIndicator.classes = classes
TypingIndicator.varsResolver = varsResolver
TypingIndicator.displayName = 'react-pusher-kit/TypingIndicator'

export namespace TypingIndicator {
  export type Props<Channel extends string = string> = TypingIndicatorProps<Channel>
  export type StylesNames = TypingIndicatorStylesNames
  export type CssVariables = TypingIndicatorCssVariables
}
