import { median, printTable, rounded } from '../figures.ts'
import { channel, contestants, event, type Contestant } from './contestants.ts'
import { openFakeSocket } from './fake-socket.ts'
import { countFramesOfMany, countRendersOfBurst } from './counts.ts'

const rounds = 15
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function openLane(contestant: Contestant, listeners: number) {
  let heard = 0
  const socket = await openFakeSocket(channel)
  const unmount = await contestant.mount(socket, listeners, () => {
    heard += 1
  })
  await socket.ready()
  await pause(50)
  return {
    name: contestant.name,
    samples: [] as number[],
    measure(count: number): number {
      heard = 0
      const started = process.hrtime.bigint()
      socket.deliver(event, count)
      const took = Number(process.hrtime.bigint() - started)
      if (heard !== count * listeners) {
        throw new Error(`Expected ${contestant.name} to hear ${count * listeners} but it heard ${heard}`)
      }
      return took / count
    },
    close() {
      unmount()
      socket.close()
    },
  }
}

export async function run(): Promise<void> {
  const all = contestants()
  for (const [listeners, events] of [
    [1, 10_000],
    [10, 5000],
    [100, 1000],
  ] as const) {
    const lanes = []
    for (const contestant of all) lanes.push(await openLane(contestant, listeners))
    for (const lane of lanes) lane.measure(events)
    // Side by side: every round measures each of them, each time in another order.
    for (let round = 0; round < rounds; round += 1) {
      const shift = round % lanes.length
      for (const lane of [...lanes.slice(shift), ...lanes.slice(0, shift)]) {
        lane.samples.push(lane.measure(events))
        await pause(20)
      }
    }
    const floor = median(lanes[0]?.samples ?? [])
    printTable(
      `${listeners} ${listeners === 1 ? 'listener' : 'components'} on one channel, median of ${rounds} rounds`,
      lanes.map(({ name, samples }) => ({
        case: name,
        'µs per event': rounded(median(samples) / 1000, 2),
        'times raw': rounded(median(samples) / floor, 2),
        // What the code costs where other processes did not disturb.
        'best µs': rounded(Math.min(...samples) / 1000, 2),
      })),
    )
    for (const lane of lanes) lane.close()
  }
  console.log(`\nrenders of usePusherEvents for 1 000 events in one frame: ${await countRendersOfBurst()}`)
  console.log(
    `frames for 1 000 components that mount and unmount on one channel: ${await countFramesOfMany()}`,
  )
}
