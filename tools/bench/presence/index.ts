/** `npm run bench:presence`: the cost of a join while a channel grows to 10 000 members. */
import { createPusherKit } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'
import { median, printTable, rounded } from '../figures.ts'

const channel = 'presence-room'
const joins = 10_000
const window = 1000

interface Transport {
  emit: (event: string, message: { data: string }) => void
}

async function round(): Promise<number[]> {
  const mock = createMockPusher()
  const kit = createPusherKit({ client: mock.client() })
  const store = kit.presence(channel)
  const told: string[] = []
  store.onJoin(({ id }) => told.push(id))
  await mock.subscribed(channel)
  const pusher = kit.client
  if (!pusher) throw new Error('Expected a client but got none')
  const { transport } = (pusher.connection as unknown as { connection: { transport: Transport } }).connection
  const times: number[] = []
  for (let n = 0; n < joins; n += 1) {
    const data = JSON.stringify({ user_id: `user-${n}`, user_info: { name: `User ${n}` } })
    const frame = JSON.stringify({ event: 'pusher_internal:member_added', channel, data })
    const started = process.hrtime.bigint()
    transport.emit('message', { data: frame })
    times.push(Number(process.hrtime.bigint() - started))
  }
  const others = told.filter((id, n) => id !== `user-${n}`).slice(0, 10)
  if (told.length !== joins || others.length > 0) {
    throw new Error(`Expected ${joins} joins but ${told.length} were told, out of turn: ${others.join(', ')}`)
  }
  if (store.getSnapshot().count !== joins + 1) throw new Error('Expected every member in the snapshot')
  kit.dispose()
  mock.dispose()
  return times
}

export async function main(): Promise<void> {
  await round()
  const all = []
  for (let count = 0; count < 7; count += 1) all.push(await round())
  const first = median(all.map((times) => median(times.slice(0, window))))
  const last = median(all.map((times) => median(times.slice(-window))))
  printTable(`${joins} joins, median of ${all.length} rounds`, [
    { case: `first ${window}`, 'µs per join': rounded(first / 1000, 2), times: '1.00' },
    { case: `last ${window}`, 'µs per join': rounded(last / 1000, 2), times: rounded(last / first, 2) },
  ])
}
