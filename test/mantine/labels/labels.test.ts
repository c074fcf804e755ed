import { describe, expect, it } from 'vitest'
import { defaultBroadcasterLabels } from '../../../src/mantine/BroadcasterStatus/broadcaster-labels.ts'
import { defaultConnectionLabels } from '../../../src/mantine/ConnectionBadge/connection-labels.ts'
import { defaultMetricsLabels } from '../../../src/mantine/EventMetrics/metrics-labels.ts'
import { defaultLatencyLabels } from '../../../src/mantine/LatencyHistory/latency-labels.ts'
import { defaultLogViewerLabels } from '../../../src/mantine/LogViewer/default-labels.ts'
import { defaultPartLabels } from '../../../src/mantine/LogViewer/part-labels.ts'
import { defaultInboxLabels } from '../../../src/mantine/NotificationInbox/inbox-labels.ts'
import { defaultBridgeLabels } from '../../../src/mantine/notifications/notification-labels.ts'
import { defaultOnlineLabels } from '../../../src/mantine/OnlineUsers/online-labels.ts'
import { defaultRunLabels } from '../../../src/mantine/RunStatus/run-labels.ts'
import { defaultTypingLabels } from '../../../src/mantine/TypingIndicator/typing-labels.ts'
import { defaultUsageLabels } from '../../../src/mantine/UsageCard/usage-labels.ts'
import { de, he, type LocaleLabels } from 'react-pusher-kit/mantine/labels'

const english: LocaleLabels = {
  BroadcasterStatus: defaultBroadcasterLabels,
  ConnectionBadge: defaultConnectionLabels,
  EventMetrics: defaultMetricsLabels,
  LatencyHistory: defaultLatencyLabels,
  LogViewer: { ...defaultLogViewerLabels, ...defaultPartLabels },
  NotificationBridge: defaultBridgeLabels,
  NotificationInbox: defaultInboxLabels,
  OnlineUsers: defaultOnlineLabels,
  RunStatus: defaultRunLabels,
  TypingIndicator: defaultTypingLabels,
  UsageCard: defaultUsageLabels,
}

/** Arguments for every text that is made: of one, of two and of many. */
const argumentsFor: Readonly<Record<string, unknown[][]>> = {
  advice: [[new Error('wire cut')], [Object.assign(new Error('no such app'), { closeCode: 4001 })]],
  announcement: [['X', 'Y']],
  bar: [
    ['X', 1],
    ['X', 3],
  ],
  checkpoint: [['X']],
  clock: [[0, 'UTC']],
  gap: [
    [null, 5000],
    [1, 5000],
    [3, 5000],
  ],
  joined: [
    ['X', 0],
    ['X', 1],
    ['X', 3],
  ],
  kind: [['notification']],
  lastLine: [[5000]],
  bannerStale: [[null], [90_000]],
  left: [
    ['X', 0],
    ['X', 1],
    ['X', 3],
  ],
  lostAt: [['X']],
  minute: [[0, 'UTC']],
  matches: [
    [0, 0, true],
    [0, 0, false],
    [2, 3, true],
  ],
  noMatch: [['X']],
  one: [['X']],
  quality: [['good'], ['fair'], ['poor']],
  repeated: [['X', 3]],
  sample: [['X', 'X']],
  score: [
    ['8', null],
    ['8', '10'],
  ],
  session: [['Started']],
  several: [['X', 3]],
  steps: [['X']],
  two: [['X', 'Y']],
  summary: [
    [1, 0],
    [3, 1],
    [9, 2],
  ],
  type: [['node_install']],
}
const counts = [
  [1, 1, 1],
  [2, 2, 2],
  [5, 7, 9],
]

/** Every text of a labels object by its path, made ones with their arguments. */
function textsOf(labels: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [name, label] of Object.entries(labels) as [string, unknown][]) {
    const place = path === '' ? name : `${path}.${name}`
    if (typeof label === 'string') texts.set(place, label)
    else if (typeof label === 'object' && label !== null) {
      for (const [inner, text] of textsOf(label, place)) texts.set(inner, text)
    } else if (typeof label === 'function') {
      for (const given of argumentsFor[name] ?? counts) {
        const text = (label as (...args: unknown[]) => unknown)(...given)
        texts.set(`${place}(${given.join()})`, typeof text === 'string' ? text : JSON.stringify(text))
      }
    }
  }
  return texts
}

/** Words that other languages took over, and names of the wire. */
const alike = new Set(
  'Trace Debug Info Thread Threads Text NDJSON CSV UTC Live Offline Median online Node install'.split(' '),
)

/** The words of a text that a translation has to change. */
const wordsIn = (text: string): string[] =>
  (text.match(/\p{L}{2,}/gu) ?? []).filter((word) => word !== 'ms' && !alike.has(word))

describe.each([
  ['de', de],
  ['he', he],
])('the labels in %s', (_, labels) => {
  const texts = textsOf(labels)
  const originals = textsOf(english)

  it('are as many as in English', () => {
    expect([...texts.keys()].toSorted()).toEqual([...originals.keys()].toSorted())
    expect(texts.size).toBeGreaterThan(250)
  })

  it('are translated, every one', () => {
    const same = [...texts].filter(
      ([place, text]) => text === originals.get(place) && wordsIn(text).length > 0,
    )
    expect(same).toEqual([])
  })

  it('keep what they are given', () => {
    const lost = [...originals].filter(
      ([place, text]) => text.includes('X') && !texts.get(place)?.includes('X'),
    )
    expect(lost).toEqual([])
  })
})

it('the Hebrew labels are written in Hebrew', () => {
  const foreign = [...textsOf(he).values()].filter((text) => wordsIn(text).length > 0 && !/[א-ת]/.test(text))
  expect(foreign).toEqual([])
})
