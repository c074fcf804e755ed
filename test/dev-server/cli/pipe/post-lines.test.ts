import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { closeConnections, postLines } from '../../../../src/dev-server/cli/pipe/post-lines.ts'

it('shows the text of a refusal with its control characters as escapes', async () => {
  const server = createServer((_, response) => {
    response.writeHead(400).end('no\u001b[2J\nreact-pusher-kit: 9 lines sent')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const line = { text: 'x', thread_id: 't', level: 'info', timestamp: 0 } as const
  expect(await postLines({ url, token: 't' }, [line], 'k')).toEqual({
    kind: 'refused',
    reason: '400 no\\u001b[2J\\u000areact-pusher-kit: 9 lines sent',
  })
  closeConnections()
  await new Promise((resolve) => server.close(resolve))
})
