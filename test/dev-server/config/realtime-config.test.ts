import { describe, expect, it } from 'vitest'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { CliError, defineConfig } from 'react-pusher-kit/dev-server'
import type { RealtimeConfig } from 'react-pusher-kit/dev-server'

const channels = defineChannels({ 'private-user-{userId}': { events: { note: type<string>() } } })

/** What defineConfig says of something that TypeScript would not let through. */
function refusal(config: unknown): string {
  try {
    defineConfig(config as RealtimeConfig)
  } catch (error) {
    return error instanceof CliError ? error.message : `no CliError: ${String(error)}`
  }
  return 'Nothing was refused.'
}

describe('defineConfig', () => {
  it('returns the very object that it was given', () => {
    const config = {
      channels,
      authorize: {
        'private-user-{userId}': ({ user, params }: { user: { id: string }; params: { userId: string } }) =>
          user.id === params.userId,
      },
      messages: { ask: () => null, create: { route: '/create', handle: () => null } as never },
      onWebhook: () => {},
      users: [{ id: 'ana', info: { name: 'Ana' }, roles: ['admin'], watchlist: ['bob'] }],
      encryptionMasterKey: Buffer.alloc(32, 7).toString('base64'),
      webhooks: [{ url: 'http://localhost:3000/api/pusher/webhook', events: ['member_added' as const] }],
      retention: { maxAge: 1000, maxCount: 5 },
      limits: { bodyBytes: 1000, connectionsPerUser: 2 },
      rateLimit: { perUser: { requests: 10, seconds: 1 } },
      origins: ['http://localhost:3000'],
    }
    expect(defineConfig(config)).toBe(config)
    expect(defineConfig({ rateLimit: false })).toEqual({ rateLimit: false })
  })

  it.each([
    [{ chanels: {} }, /known key in the configuration but got `chanels`; did you mean `channels`\?/],
    [{ webhook: [] }, /got `webhook`; did you mean `webhooks`\?/],
    [{ onwebhook: () => {} }, /got `onwebhook`; did you mean `onWebhook`\?/],
    [{ constructor: 1 }, /got `constructor`; the keys are channels, authorize, messages/],
    [JSON.parse('{"__proto__": 1}'), /got `__proto__`; the keys are/],
    [{ users: [{ id: 'a', role: [] }] }, /in `users\[0\]` but got `role`; did you mean `roles`\?/],
    [{ limits: { bodybytes: 1 } }, /in `limits` but got `bodybytes`; did you mean `bodyBytes`\?/],
    [{ rateLimit: { perAdress: {} } }, /got `perAdress`; did you mean `perAddress`\?/],
    [
      { authorize: { logs: { subscribed: () => true } } },
      /in `authorize.logs` but got `subscribed`; did you mean `subscribe`/,
    ],
  ])('suggests the key for the wrong one in %j', (config, message) => {
    expect(refusal(config)).toMatch(message)
  })

  it.each([
    [undefined, /the configuration to be the object .* but got nothing; .*defineConfig\(/],
    [null, /got null/],
    [7, /got 7/],
    [[], /got an array/],
    [Promise.resolve({}), /got a promise; await it first/],
    [() => ({}), /got a function/],
    [{ channels: [] }, /`channels` to be what `defineChannels` returns/],
    [{ channels: { logs: null } }, /`channels.logs` to be the declaration of a channel.*got null/],
    [{ channels: { logs: { events: { log: {} } } } }, /`channels.logs.events.log` to be a schema/],
    [{ channels: { 'a/b': { events: {} } } }, /Channel "a\/b"/],
    [{ authorize: { logs: true } }, /`authorize.logs` to be a function, or .* but got true/],
    [{ authorize: { logs: { history: 'all' } } }, /history` to be a function or 'anyone' but got "all"/],
    [{ messages: { ask: 'x' } }, /`messages.ask` to be a function, or .* but got "x"/],
    [{ authenticate: {} }, /`authenticate` to be a function but got an object/],
    [{ users: [] }, /at least one user but got an empty array/],
    [{ users: [{}] }, /`users\[0\]` to have the key `id` but it is not there; write it as `users: \[/],
    [{ users: [{ id: 5 }] }, /`users\[0\].id` to be a text of 1 to 128 characters but got 5/],
    [{ users: [{ id: 'a' }, { id: 'a' }] }, /users whose ids differ/],
    [{ webhooks: { url: 'http://a' } }, /`webhooks` to be an array of endpoints but got an object/],
    [{ webhooks: [{ url: 'a' }] }, /`webhooks\[0\].url` to be an http or https URL .* but got "a"/],
    [{ webhooks: [{ url: 'file:///etc' }] }, /http or https URL/],
    [{ webhooks: [{ url: 'http://a', events: ['joined'] }] }, /one of channel_occupied, .* got "joined"/],
    [{ retention: { maxCount: 0 } }, /`retention.maxCount` to be a whole number of 1 or more but got 0/],
    [{ limits: { bodyBytes: 1.5 } }, /`limits.bodyBytes` .* got 1.5/],
    [{ limits: { bodyBytes: Number.NaN } }, /`limits.bodyBytes` .* got NaN/],
    [{ rateLimit: true }, /`rateLimit` to be false or an object, .* but got true/],
    [{ rateLimit: { perUser: { requests: 1 } } }, /`rateLimit.perUser` to have the key `seconds`/],
    [{ origins: ['*'] }, /`origins\[0\]` to be an origin, such as .* but got "\*"/],
    [{ origins: ['http://a.test/'] }, /`origins\[0\]`/],
  ])('says what was expected and what came for %j', (config, message) => {
    expect(refusal(config)).toMatch(message)
    expect(refusal(config)).toMatch(/^(Expected|Channel) [^\n]*\.$/)
  })

  it('repeats neither a key nor the password of a URL', () => {
    const key = refusal({ encryptionMasterKey: 'c2VjcmV0' })
    expect(key).toMatch(/32 bytes as base64 but got a text of 8 characters; .*openssl rand -base64 32/)
    const url = refusal({ webhooks: [{ url: 'http://ana:secret@localhost/' }] })
    expect(key + url).not.toMatch(/c2Vj|secret/)
  })
})
