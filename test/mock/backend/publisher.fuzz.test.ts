import fc from 'fast-check'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher, MockError } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'
import { inheritedNames, oddValue } from '../../protocol/fuzz-arbitraries.ts'

const names = fc.oneof(
  fc.constantFrom('logs', 'log', 'private-a', 'client-x', ...inheritedNames),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

it('triggers what is declared, and refuses all else by its own error, whatever its name', () => {
  const channels = defineChannels({
    logs: { events: { log: type<{ text: string }>() }, persist: true },
    'private-a': { events: {}, clientEvents: { 'client-x': type<object>() } },
    constructor: { events: { toString: type<object>() } },
  })
  const mock = createMockPusher({ channels })
  let published = 0
  fc.assert(
    fc.property(names, names, oddValue, (channel, event, data) => {
      const definition = new Map<string, readonly string[]>([
        ['logs', ['log']],
        ['private-a', ['client-x']],
        ['constructor', ['toString']],
      ]).get(channel)
      let refusal: unknown
      try {
        mock.trigger(channel, event, data)
        published += 1
      } catch (error) {
        refusal = error
      }
      const isDeclared = definition?.includes(event) ?? false
      expect(refusal === undefined ? isDeclared : refusal instanceof MockError).toBe(true)
      expect(isDeclared && refusal !== undefined).toBe(false)
    }),
    { numRuns: process.env['FUZZ'] === 'full' ? 50_000 : 2000, seed: 7 },
  )
  mock.dispose()
  expect(published).toBeGreaterThan(0)
})
