import Pusher from 'pusher'
import type { DevServer } from 'react-pusher-kit/dev-server'

export interface Publishing {
  /** Count of events that the server accepted. */
  sent: () => number
  stop: () => Promise<void>
}

/** Maximum events of a batch, as in Pusher's HTTP API. */
const batchSize = 10
/** ms between two checks for due events. */
const interval = 25
/** Maximum number of concurrent batches. */
const mostUnderWay = 40

/** Publishes events at a given rate per second with the official package, until it is stopped. */
export function startPublishing(
  { app: { id: appId, key, secret }, port }: DevServer,
  rate: number,
): Publishing {
  const pusher = new Pusher({ appId, key, secret, host: '127.0.0.1', port: String(port), useTLS: false })
  const start = performance.now()
  const underWay = new Set<Promise<unknown>>()
  let begun = 0
  let sent = 0

  async function publish(first: number): Promise<void> {
    await pusher.triggerBatch(
      Array.from({ length: batchSize }, (_, index) => ({
        channel: `orders-${(first + index) % 20}`,
        name: `order.${['placed', 'paid', 'packed', 'sent'][(first + index) % 4]}`,
        data: JSON.stringify({
          id: first + index,
          customer: `customer-${index}`,
          items: [{ sku: 'A-1', count: index }, { sku: 'B-2' }],
          note: 'A payload of a usual length, with a text that somebody wrote.',
        }),
      })),
    )
    sent += batchSize
  }

  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1000) * rate
    while (begun < due && underWay.size < mostUnderWay) {
      const batch = publish(begun).finally(() => underWay.delete(batch))
      underWay.add(batch)
      begun += batchSize
    }
  }, interval)

  return {
    sent: () => sent,
    async stop() {
      clearInterval(timer)
      await Promise.all(underWay)
    },
  }
}
