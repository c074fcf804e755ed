import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogGap, OpenEventLog } from '../../../../src/client/log/event-log-types.ts'
import { StagedChannel } from '../staged-channel.ts'

/** FUZZ=full looks longer. */
const runs = process.env.FUZZ === 'full' ? 5000 : 200

/** The same stories in every run of CI, others at each full one. */
const seed = process.env.FUZZ_SEED ? Number(process.env.FUZZ_SEED) : runs === 200 ? 7 : undefined

interface Published {
  epoch: string
  seq: number
  text: string
  /** It came over the wire. */
  isDelivered: boolean
}

/** What a channel published, and what of it the wire brought: the model that a log is compared with. */
class Story {
  readonly channel = new StagedChannel()
  readonly published: Published[] = []
  readonly late: Published[] = []
  readonly foreign: string[] = []
  log!: OpenEventLog
  /** Looks on, and neither clears nor pauses. */
  onlooker!: OpenEventLog
  /** Events published since the reader cleared. */
  sinceClear: Published[] | null = null
  isUp = true
  isLoaded = false
  #counts = 1
  #restartedAt = -Infinity
  #failing = 0
  #slow = 0

  open(): void {
    this.channel.onRequest = async () => {
      if (this.#slow > 0) await new Promise((resolve) => setTimeout(resolve, this.#slow))
      if (this.#failing === 0) return undefined
      this.#failing -= 1
      return new Response('down', { status: 503 })
    }
    this.log = this.channel.registry.open({ channel: 'logs' })
    this.onlooker = this.channel.registry.open({ channel: 'logs' })
    this.channel.up()
  }

  publish(): Published {
    const text = `event ${this.published.length + 1}`
    const seq = this.channel.publish(text, { lost: true })
    const event = { epoch: this.channel.epoch, seq, text, isDelivered: false }
    this.published.push(event)
    this.sinceClear?.push(event)
    return event
  }

  deliver(event: Published): void {
    if (!this.isUp) return
    event.isDelivered = true
    this.channel.send('log', { text: event.text }, event)
  }

  wire = {
    inOrder: (count: number) => {
      for (let index = 0; index < count; index += 1) this.deliver(this.publish())
    },
    lost: (count: number) => {
      for (let index = 0; index < count; index += 1) this.publish()
    },
    early: () => {
      const [first, second] = [this.publish(), this.publish()]
      this.deliver(second)
      this.deliver(first)
    },
    late: () => {
      this.late.push(this.publish())
      this.deliver(this.publish())
    },
    deliverLate: () => {
      const event = this.late.shift()
      if (event) this.deliver(event)
    },
    repeat: (number: number) => {
      const event = this.published[number % Math.max(1, this.published.length)]
      if (event?.isDelivered) this.deliver(event)
    },
    down: () => {
      this.isUp = false
      this.channel.down()
    },
    up: () => {
      this.isUp = true
      this.channel.up()
    },
    restart: () => {
      // Of two new counts at once nobody can say which was first.
      if (!this.isLoaded || Date.now() < this.#restartedAt + 20_000) return
      this.#restartedAt = Date.now()
      this.#counts += 1
      this.channel.restart()
      this.channel.pruned.clear()
      this.channel.epoch = `e${this.#counts}`
    },
    /** A count that the history never goes on with, of a channel that has events of its own. */
    foreign: (seq: number) => {
      if (!this.isLoaded || !this.isUp || this.channel.stored.length === 0) return
      const text = `foreign ${seq}`
      if (!this.foreign.includes(text)) this.foreign.push(text)
      this.channel.send('log', { text }, { seq: seq + 2, epoch: 'foreign' })
    },
  }

  history = {
    fails: (count: number) => {
      this.#failing = count
    },
    slow: (ms: number) => {
      this.#slow = ms
    },
    short: (limit: number) => {
      this.channel.pageLimit = limit
    },
    /** What the reader was told it can load stays there. */
    prune: (count: number) => {
      if (!this.isLoaded || this.onlooker.getSnapshot().hasOlder) return
      for (const { seq } of this.channel.stored.slice(0, count)) this.channel.pruned.add(seq)
    },
  }

  reader = {
    clear: () => {
      if (!this.isLoaded) return
      this.log.clear()
      this.sinceClear = []
    },
    pause: () => this.log.pause(),
    resume: () => this.log.resume(),
    loadOlder: () => {
      if (!this.sinceClear) void this.log.loadOlder().catch(() => undefined)
    },
    retry: () => void this.log.retry(),
    wait: async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms)
      const { status, error } = this.log.getSnapshot()
      if (status === 'live' && !error) this.isLoaded = true
    },
  }

  /** Everything is well again, and has been for a while. */
  async settle(): Promise<void> {
    this.#failing = 0
    this.#slow = 0
    this.channel.pageLimit = Infinity
    if (!this.isUp) this.wire.up()
    this.log.resume()
    await vi.advanceTimersByTimeAsync(60_000)
    void this.onlooker.retry()
    await vi.advanceTimersByTimeAsync(60_000)
    while (this.onlooker.getSnapshot().hasOlder) {
      const loaded = this.onlooker.loadOlder()
      await vi.advanceTimersByTimeAsync(1000)
      await loaded
    }
  }
}

type Act = readonly ['wire' | 'history' | 'reader', string, number?]
const happening = (room: Act[0], name: string, most = 0) =>
  (most > 0 ? fc.integer({ min: 1, max: most }) : fc.constant(undefined)).map((count): Act => [
    room,
    name,
    count!,
  ])

const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: happening('wire', 'inOrder', 4) },
    { weight: 3, arbitrary: happening('wire', 'lost', 3) },
    happening('wire', 'early'),
    { weight: 2, arbitrary: happening('wire', 'late') },
    { weight: 2, arbitrary: happening('wire', 'deliverLate') },
    happening('wire', 'repeat', 50),
    { weight: 2, arbitrary: happening('wire', 'down') },
    { weight: 3, arbitrary: happening('wire', 'up') },
    happening('wire', 'restart'),
    happening('wire', 'foreign', 5),
    happening('history', 'fails', 9),
    happening('history', 'slow', 3000),
    happening('history', 'short', 3),
    happening('history', 'prune', 5),
    happening('reader', 'clear'),
    happening('reader', 'pause'),
    happening('reader', 'resume'),
    happening('reader', 'loadOlder'),
    happening('reader', 'retry'),
    { weight: 6, arbitrary: happening('reader', 'wait', 5000) },
  ),
  { minLength: 5, maxLength: 40 },
)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const textOf = ({ data }: { data: unknown }) => (data as { text: string }).text
const isMissingAt = (gap: LogGap, index: number) => gap.index === index

/** Events that follow a hole without a marker, or a marker without a hole. */
function wronglyMarked({ onlooker, published }: Story): string[] {
  const { first, gaps } = onlooker.getSnapshot()
  const byText = new Map(published.map((event) => [event.text, event]))
  const rows = onlooker.slice().flatMap((entry, row) => {
    const event = byText.get(textOf(entry))
    return event ? [{ event, isMarked: gaps.some((gap) => isMissingAt(gap, first + row)) }] : []
  })
  const wrong = rows.filter(({ event, isMarked }, row) => {
    const last = rows[row - 1]?.event
    if (!last) return false
    return isMarked !== (last.epoch !== event.epoch || event.seq > last.seq + 1)
  })
  return wrong.map(({ event }) => event.text)
}

function check(story: Story): void {
  const entries = story.onlooker.slice()
  const texts = entries.map(textOf)

  expect(texts.toSorted(), 'each event once').toEqual([...new Set(texts)].toSorted())

  const shown = new Set(texts)
  const isStored = ({ epoch, seq }: Published) =>
    epoch === story.channel.epoch && !story.channel.pruned.has(seq)
  const expected = story.published.filter((event) => event.isDelivered || isStored(event))
  expect(
    expected.filter(({ text }) => !shown.has(text)).map(({ text }) => text),
    'nothing is lost',
  ).toEqual([])
  expect(
    story.foreign.filter((text) => !shown.has(text)),
    'nor of another count',
  ).toEqual([])

  const order = texts.filter((text) => text.startsWith('event')).map((text) => Number(text.slice(6)))
  expect(order, 'in order').toEqual(order.toSorted((a, b) => a - b))

  expect(wronglyMarked(story), 'holes are marked, and nothing else').toEqual([])

  const seen = new Set(story.log.slice().map(textOf))
  const wanted = (story.sinceClear ?? story.published).filter((event) => expected.includes(event))
  expect(
    wanted.filter(({ text }) => !seen.has(text)).map(({ text }) => text),
    'what came after a clear is in sight',
  ).toEqual([])
  expect(story.onlooker.getSnapshot().status).not.toBe('loading')
}

it('a log shows what was published once, in order and with its holes marked, whatever happens in between', async () => {
  expect.hasAssertions()
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 0, max: 4 }), async (story, before) => {
      const reported = new Story()
      reported.wire.lost(before)
      reported.open()
      try {
        for (const [room, name, count] of story) {
          const act = (reported[room] as Record<string, (count?: number) => unknown>)[name]
          await act?.(count)
          await vi.advanceTimersByTimeAsync(0)
        }
        await reported.settle()
        check(reported)
      } finally {
        reported.channel.registry.dispose()
      }
    }),
    { numRuns: runs, ...(seed !== undefined && { seed }) },
  )
}, 600_000)
