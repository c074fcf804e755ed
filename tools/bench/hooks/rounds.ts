import { median, printTable, rounded } from '../figures.ts'
import { contestants, type Contestant } from './contestants.ts'
import { paint } from './dom.ts'
import { openFakeSocket } from './fake-socket.ts'
import { countFramesOfMany, countRendersOfBurst } from './counts.ts'

/** Many short rounds, so that other load on the machine affects a few rounds but not the median. */
const rounds = 101
/** Maximum multiple of the cost of raw bind, with one listener. */
const goal = 1.15
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function openLane({ name, keepsList = false, mount }: Contestant, listeners: number) {
  let received = 0
  let last = 0
  const socket = await openFakeSocket()
  const unmount = await mount(socket, listeners, ({ n }) => {
    received += 1
    last = n
  })
  await socket.ready()
  await pause(50)
  return {
    name,
    /** ns per event, one value per round. */
    samples: [] as number[],
    async measure(count: number, withFrame: boolean): Promise<number> {
      received = 0
      const started = process.hrtime.bigint()
      socket.deliver(count)
      if (withFrame) await paint()
      const took = Number(process.hrtime.bigint() - started)
      if (!withFrame) await paint()
      const isWhole = keepsList ? received >= listeners : received === count * listeners
      if (!isWhole || last !== count - 1) {
        throw new Error(
          `Expected ${name} to hear ${count} events but it heard ${received} times, ${last} at last`,
        )
      }
      return took / count
    },
    close() {
      unmount()
      socket.close()
    },
  }
}

type Lane = Awaited<ReturnType<typeof openLane>>

/** Measures each lane in every round, each time in a different order. */
async function race(lanes: readonly Lane[], events: number, withFrame: boolean): Promise<void> {
  for (const lane of lanes) await lane.measure(events * 10, withFrame)
  for (let round = 0; round < rounds; round += 1) {
    const shift = round % lanes.length
    for (const lane of [...lanes.slice(shift), ...lanes.slice(0, shift)]) {
      lane.samples.push(await lane.measure(events, withFrame))
    }
    await pause(5)
  }
}

interface Race {
  title: string
  listeners: number
  events: number
  /** Includes the render at the end of the frame. */
  withFrame: boolean
}

/** @returns the median cost per event of each contestant, as a multiple of the first */
async function compare(all: readonly Contestant[], { title, listeners, events, withFrame }: Race) {
  const lanes: Lane[] = []
  for (const contestant of all) lanes.push(await openLane(contestant, listeners))
  await race(lanes, events, withFrame)
  const floor = lanes[0]?.samples ?? []
  // Ratios within each round, because other load on the machine slows down all contestants.
  const ratios = lanes.map(({ samples }) =>
    median(samples.map((sample, round) => sample / (floor[round] ?? 0))),
  )
  printTable(
    `${title}, ${listeners} on one channel, median of ${rounds} rounds`,
    lanes.map(({ name, samples }, place) => ({
      case: name,
      'µs per event': rounded(median(samples) / 1000, 2),
      'times raw': rounded(ratios[place] ?? 0, 3),
      'best µs': rounded(Math.min(...samples) / 1000, 2),
    })),
  )
  for (const lane of lanes) lane.close()
  return new Map(lanes.map(({ name }, place) => [name, ratios[place] ?? 0]))
}

export async function run(): Promise<void> {
  const { handlers, lists } = await contestants()
  for (const [listeners, events] of [
    [1, 1000],
    [10, 1000],
    [100, 500],
  ] as const) {
    const ratios = await compare(handlers, {
      title: 'An event as it comes',
      listeners,
      events,
      withFrame: false,
    })
    if (listeners === 1) {
      const ratio = ratios.get('usePusherChannel') ?? 0
      console.log(`usePusherChannel: ${rounded(ratio, 3)} times raw bind; the goal is at most ${goal}`)
    }
  }
  for (const [listeners, events] of [
    [1, 500],
    [10, 200],
    [100, 50],
  ] as const) {
    const title = `The newest 100 in state, ${events} events and a render a frame`
    await compare(lists, { title, listeners, events, withFrame: true })
  }
  console.log(`\nrenders of usePusherEvents for 1 000 events in one frame: ${await countRendersOfBurst()}`)
  console.log(
    `frames for 1 000 components that mount and unmount on one channel: ${await countFramesOfMany()}`,
  )
}
