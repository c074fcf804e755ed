import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { systemClock } from '../../../src/dev-server/http/system-clock.ts'
import { createHub } from '../../../src/protocol/index.ts'

/** Bytes of heap per connection, for 1 000 connections with 100 channels each. */
export function memoryPerConnection(connections = 1000, channels = 100): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const hub = createHub({ apps: [{ id: '1', key: 'key', secret: 'secret' }], clock: systemClock })
  const transport = { send: () => undefined, close: () => undefined }
  collect()
  const before = process.memoryUsage().heapUsed
  for (let index = 0; index < connections; index++) {
    const connection = hub.connect('key', transport)
    for (let channel = 0; channel < channels; channel++) {
      const data = { channel: `channel-${(index + channel) % 500}` }
      connection.receive(JSON.stringify({ event: 'pusher:subscribe', data }))
    }
  }
  collect()
  const after = process.memoryUsage().heapUsed
  hub.close(4200, '')
  return (after - before) / connections
}
