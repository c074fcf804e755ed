import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type ConsoleServer, startConsole, upgradeStatus } from './console-server.ts'

/** A request with any headers; `fetch` sets Host and Origin itself. */
function statusOf({ dev }: ConsoleServer, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${dev.url}${path}`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

const protocols = ({ token }: ConsoleServer) => ['react-pusher-kit.console', token]

describe('the Console’s own routes and socket', () => {
  it('are for the page of the server itself, with the token of this start', async () => {
    const server = await startConsole()
    const host = `127.0.0.1:${server.dev.port}`
    const feed = `ws://${host}/dev-console/feed`
    const token = { 'x-pusher-kit-console': server.token }
    for (const [headers, status] of [
      [{ origin: `http://${host}` }, 101],
      [{}, 101],
      // An app on another port of this machine, which the guard of all requests lets pass.
      [{ origin: 'http://localhost:5173' }, 403],
      [{ origin: 'https://evil.test' }, 403],
      [{ origin: 'null' }, 403],
      // DNS rebinding: the name of another site points to this machine.
      [{ host: 'evil.test', origin: 'http://evil.test' }, 403],
      [{ 'sec-fetch-site': 'same-site' }, 403],
    ] as [Record<string, string>, number][]) {
      expect([headers, await upgradeStatus(feed, protocols(server), headers)]).toEqual([headers, status])
      const asked = await statusOf(server, '/dev-console/state', { ...token, ...headers })
      expect([headers, asked]).toEqual([headers, status === 101 ? 200 : status])
    }
  })

  it('are refused without the token, and with that of another start or of the developer', async () => {
    const [server, other] = [await startConsole(), await startConsole()]
    const feed = `ws://127.0.0.1:${server.dev.port}/dev-console/feed`
    for (const token of [null, other.token, server.dev.token, 'x']) {
      const given = token === null ? [] : [token]
      expect(await upgradeStatus(feed, ['react-pusher-kit.console', ...given])).toBe(401)
      const headers: Record<string, string> = token === null ? {} : { 'x-pusher-kit-console': token }
      expect(await statusOf(server, '/dev-console/state', headers)).toBe(401)
    }
    const bearer = { authorization: `Bearer ${server.dev.token}` }
    expect(await statusOf(server, '/dev-console/state', bearer)).toBe(401)
  })

  it('give the token to no page of another origin', async () => {
    const server = await startConsole()
    const asked = await fetch(`${server.dev.url}/dev-config.json`, {
      headers: { origin: 'http://localhost:5173' },
    })
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
    expect(await statusOf(server, '/dev-config.json', { host: 'evil.test' })).toBe(403)
    expect(await statusOf(server, '/dev-config.json', { origin: 'https://evil.test' })).toBe(403)
  })

  it('answer unknown routes with 404', async () => {
    const server = await startConsole()
    expect((await server.ask('nothing')).status).toBe(404)
    expect((await server.ask('state', { method: 'POST', body: {} })).status).toBe(404)
  })
})
