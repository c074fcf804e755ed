import { expect, it, vi } from 'vitest'
import { onSigninRefused } from '../../../src/client/auth/signin-refusals.ts'
import type { PusherLike } from '../../../src/client/core/pusher-like.ts'

type Done = (error: Error | null, data: unknown) => void

interface Config {
  userAuthenticator: (this: unknown, params: unknown, done: Done) => void
}

/** A client whose authenticator ends as the test decides. */
function clientWith(outcome: [error: Error | null, data: unknown]) {
  const config: Config = {
    userAuthenticator: function (_params, done) {
      expect(this).toBe(config)
      done(...outcome)
    },
  }
  return { config, client: { config } as unknown as PusherLike }
}

it('a refusal is reported after pusher-js has it, and an answer is not', () => {
  const seen: unknown[] = []
  const error = new Error('no')
  const refused = clientWith([error, null])
  onSigninRefused(refused.client, (reason) => seen.push(['refused', reason]))
  refused.config.userAuthenticator({}, (...outcome) => seen.push(outcome))
  expect(seen).toEqual([
    [error, null],
    ['refused', error],
  ])
  const answer = { auth: 'key:signature' }
  const accepted = clientWith([null, answer])
  onSigninRefused(accepted.client, (reason) => seen.push(['refused', reason]))
  accepted.config.userAuthenticator({}, (...outcome) => seen.push(outcome))
  expect(seen.slice(2)).toEqual([[null, answer]])
})

it('its end gives the authenticator back, unless somebody else has replaced it since', () => {
  const { config, client } = clientWith([null, null])
  const own = config.userAuthenticator
  const stop = onSigninRefused(client, () => {})
  expect(config.userAuthenticator).not.toBe(own)
  stop()
  expect(config.userAuthenticator).toBe(own)
  const stopAgain = onSigninRefused(client, () => {})
  const other = vi.fn<typeof own>()
  config.userAuthenticator = other
  stopAgain()
  expect(config.userAuthenticator).toBe(other)
})

it.each([{}, { config: {} }])('a client without an authenticator, %o, stays as it is', (client) => {
  const before = structuredClone(client)
  const stop = onSigninRefused(client as unknown as PusherLike, () => {})
  expect(client).toStrictEqual(before)
  stop()
})
