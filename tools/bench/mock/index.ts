import { median, printTable, quantile, rounded } from '../figures.ts'
import { timeBodies, withKit, withPusherJsMock } from './body.ts'
import { timeInChromium } from './in-chromium.ts'

const runs = 500

/** Measures the cost of connect, subscribe and one event in a test, compared with a mock without a protocol. */
export async function main(): Promise<void> {
  const bodies = { 'react-pusher-kit/mock': withKit, 'pusher-js-mock': withPusherJsMock }
  print('Node', await timeBodies(bodies, runs))
  print('Chromium', await timeInChromium(runs))
}

function print(where: string, samples: Record<string, number[]>): void {
  const peer = median(samples['pusher-js-mock'] ?? [])
  printTable(
    `connect + subscribe + one event in ${where}, ${runs} runs`,
    Object.entries(samples).map(([name, times]) => ({
      case: name,
      'median ms': rounded(median(times), 3),
      'p99 ms': rounded(quantile(times, 0.99), 3),
      // The clock of a browser is too coarse to measure the other mock.
      'of peer': peer > 0 ? `${rounded(median(times) / peer, 1)} ×` : '–',
    })),
  )
}
