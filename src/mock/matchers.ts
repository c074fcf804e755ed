import type { MockPusher } from './mock-pusher.ts'
import type { PusherClient } from './transport/pusher-types.ts'
import type { MockFrame } from './state/transcript.ts'

/** The properties of a frame to match, besides its event. */
export interface FrameExpectation {
  /** The channel of the frame. @defaultValue any */
  channel?: string
  /** Compared like `toEqual`, with asymmetric matchers. @defaultValue any */
  data?: unknown
  /** The socket id of the connection. @defaultValue any */
  socketId?: string
  /** Exact number of frames. @defaultValue at least one */
  times?: number
}

/** `this` of a matcher in Vitest and Jest. */
interface MatcherContext {
  isNot?: boolean
  equals(a: unknown, b: unknown): boolean
  utils: { stringify(value: unknown): string }
}

/** The result of a matcher for Vitest or Jest. */
interface MatcherResult {
  /** Whether the expectation is met. */
  pass: boolean
  /** Returns a text with the expected and the actual result. */
  message: () => string
  /** The actual result, shown as a diff. @defaultValue none */
  actual?: unknown
  /** The expected result, shown as a diff. @defaultValue none */
  expected?: unknown
}

const shownFrames = 20

/**
 * Matchers for the mock's transcript, for `expect.extend` of Vitest or Jest.
 *
 * `react-pusher-kit/mock/vitest` adds them to Vitest's `expect` automatically.
 *
 * @example
 * ```ts
 * import { expect } from 'vitest'
 * import { mockMatchers } from 'react-pusher-kit/mock/vitest'
 *
 * expect.extend(mockMatchers)
 * ```
 */
export const mockMatchers = {
  /** For a mock: some connection is subscribed to the channel. For a client: it is subscribed. */
  toBeSubscribedTo(this: MatcherContext, subject: MockPusher | PusherClient, channel: string): MatcherResult {
    const open = isMock(subject)
      ? subject.connections.flatMap(({ channels }) => channels)
      : subject
          .allChannels()
          .filter(({ subscribed }) => subscribed)
          .map(({ name }) => name)
    return {
      pass: open.includes(channel),
      message: () =>
        [
          `Expected ${isMock(subject) ? 'a connection' : 'the client'} ${this.isNot ? 'not ' : ''}to be subscribed to "${channel}".`,
          `Subscribed: ${open.join(', ') || 'nothing'}`,
          ...(isMock(subject) ? [transcriptOf(subject)] : []),
        ].join('\n'),
    }
  },

  /** A client sent a matching frame. */
  toHaveSent(
    this: MatcherContext,
    mock: MockPusher,
    event: string,
    expected: FrameExpectation = {},
  ): MatcherResult {
    return matchFrames(this, mock, 'sent', event, expected)
  },

  /** A client received a matching frame. */
  toHaveReceived(
    this: MatcherContext,
    mock: MockPusher,
    event: string,
    expected: FrameExpectation = {},
  ): MatcherResult {
    return matchFrames(this, mock, 'received', event, expected)
  },
}

function matchFrames(
  context: MatcherContext,
  mock: MockPusher,
  direction: MockFrame['direction'],
  event: string,
  expected: FrameExpectation,
): MatcherResult {
  const { times, ...fields } = expected
  const names = Object.keys(fields) as (keyof typeof fields)[]
  const candidates = mock.frames.filter((frame) => frame.direction === direction && frame.event === event)
  const found = candidates.filter((frame) =>
    names.every((name) => fields[name] === undefined || context.equals(frame[name], fields[name])),
  )
  const wanted = times === undefined ? 'at least one frame' : `${times} frames`
  const negation = context.isNot ? 'not ' : ''
  const detail = names.length === 0 ? '' : ` and ${context.utils.stringify(fields)}`
  return {
    pass: times === undefined ? found.length > 0 : found.length === times,
    message: () =>
      `Expected ${negation}${wanted} ${direction} with event "${event}"${detail} but got ${found.length}.\n` +
      transcriptOf(mock, (frame) => candidates.includes(frame)),
    actual: candidates.map((frame) => Object.fromEntries(names.map((name) => [name, frame[name]]))),
    expected: Array.from({ length: times ?? 1 }, () => fields),
  }
}

/** The last frames, with the matching ones marked. */
function transcriptOf(
  { frames }: MockPusher,
  isOfInterest: (frame: MockFrame) => boolean = () => false,
): string {
  const shown = frames.slice(-shownFrames)
  const left = frames.length - shown.length
  const lines = shown.map((frame) => {
    const arrow = frame.direction === 'sent' ? '→' : '←'
    const channel = frame.channel === null ? '' : ` ${frame.channel}`
    return `${isOfInterest(frame) ? '>' : ' '} ${arrow} ${frame.event}${channel} ${JSON.stringify(frame.data) ?? ''}`
  })
  return [
    `Transcript (→ sent by a client, ← received by one)${left > 0 ? `, ${left} earlier frames left out` : ''}:`,
    ...(lines.length > 0 ? lines : ['  (no frame crossed)']),
  ].join('\n')
}

function isMock(subject: MockPusher | PusherClient): subject is MockPusher {
  return 'frames' in subject
}
