import { describe, expect, it } from 'vitest'
import { devTokens, jsonLog, prettyLog } from 'react-pusher-kit/server'
import { app, bodyOf, demoServer, socketId } from './demo-server.ts'

describe('the log of a whole run', () => {
  it.each([
    ['jsonLog', jsonLog],
    ['prettyLog', prettyLog],
  ])('of %s holds no token, signature, secret or payload', async (_, log) => {
    const lines: string[] = []
    const { post, request } = demoServer({
      log: log((line) => lines.push(line)),
      authenticate: devTokens({ 'token-42': { id: '42' }, 'token-very-secret': { id: '7' } }),
    })
    const answers = [
      await bodyOf(await post('/pusher/auth', { socket_id: socketId, channel_name: 'private-user-42' })),
      await bodyOf(await post('/pusher/auth', { socket_id: socketId, channel_name: 'private-encrypted-a' })),
      await bodyOf(await post('/api/v1/pusher/user-auth', { socket_id: socketId })),
    ]
    await post('/api/v1/logs', { text: 'the-payload' })
    await post('/api/v1/logs', { text: 5 }, { token: 'token-very-secret' })
    await post('/pusher/auth', {}, { token: 'token-wrong' })
    await request('/api/v1/channels/logs/events?access_token=in-the-query')
    await request('/nowhere?token=in-the-query')
    const text = lines.join('')
    expect(lines.length).toBeGreaterThan(8)
    expect(text).toContain('/api/v1/logs')
    const secrets = answers.flatMap((answer) => Object.values(answer).map(String))
    const all = [...secrets, 'token-', app.secret, 'the-payload', 'in-the-query', 'Bearer']
    for (const secret of all.filter((value) => value.length > 3)) expect(text).not.toContain(secret)
  })
})
