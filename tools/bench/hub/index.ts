import { median, printTable, rounded } from '../figures.ts'
import { hubToPusher, hubToSocket, inMemory, measureRate, rawEcho, type Pipe } from './events.ts'
import { memoryPerConnection } from './memory.ts'

const rounds = 5
const sizes = [100, 1024, 10_240]
const pipes: Record<string, (bytes: number) => Promise<Pipe>> = {
  'raw ws echo (floor)': rawEcho,
  'hub → raw ws': hubToSocket,
  'hub → pusher-js over a socket': hubToPusher,
  'mock → pusher-js in memory': inMemory,
}

/** Measures events per second to one handler. The pipes take turns, so that other load affects all of them equally. */
export async function main(): Promise<void> {
  for (const bytes of sizes) {
    const events = bytes > 5000 ? 10_000 : 40_000
    const rates = new Map<string, number[]>(Object.keys(pipes).map((name) => [name, []]))
    for (let round = 0; round <= rounds; round++) {
      for (const [name, open] of Object.entries(pipes)) {
        const pipe = await open(bytes)
        const rate = await measureRate(pipe, events)
        await pipe.close()
        // The first round warms up.
        if (round > 0) rates.get(name)?.push(rate)
      }
    }
    const floor = median(rates.get('raw ws echo (floor)') ?? [])
    printTable(
      `${bytes} B per event, ${events} events, median of ${rounds} rounds`,
      [...rates].map(([name, samples]) => ({
        case: name,
        'events/s': rounded(median(samples)),
        'of floor': `${rounded((median(samples) / floor) * 100)} %`,
      })),
    )
  }
  console.log(
    `\n1 000 connections × 100 channels: ${rounded(memoryPerConnection() / 1024, 1)} KiB per connection`,
  )
}
