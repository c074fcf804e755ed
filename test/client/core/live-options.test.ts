import { describe, expect, it, vi } from 'vitest'
import { createCore } from '../../../src/client/core/create-core.ts'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()

type Handler = (params: { channelName: string }, done: (error: Error | null, answer: null) => void) => void

describe('functions in options', () => {
  it('are those of the latest options, with what else stands beside them', async () => {
    const asked: string[] = []
    const options = (token: string) => ({
      channelAuthorization: {
        endpoint: '/auth',
        transport: 'ajax' as const,
        customHandler: ((_, done) => {
          asked.push(token)
          done(new Error('no'), null)
        }) satisfies Handler,
      },
    })
    const createClient = vi.fn(on.mock.provider.createClient)
    const core = createCore({ ...on.mock.provider, createClient, options: options('old'), onError: () => {} })
    const end = core.retain()
    core.setEnabled(true)
    await vi.waitFor(() => expect(core.connection.getSnapshot().isConnected).toBe(true))
    expect(createClient.mock.calls[0]?.[1]).toMatchObject({ channelAuthorization: { endpoint: '/auth' } })
    core.update({ ...on.mock.provider, createClient, options: options('new'), onError: () => {} })
    core.subscribe('private-a')
    await vi.waitFor(() => expect(asked).toEqual(['new']))
    expect(createClient).toHaveBeenCalledTimes(1)
    end()
  })
})

describe('functions in options that are no longer there', () => {
  it.each<[string, object | undefined]>([
    ['no options at all', undefined],
    ['none of the group', {}],
    ['null in place of the group', { channelAuthorization: null }],
    ['a group without the function', { channelAuthorization: {} }],
  ])('are those of the first options: %s', async (_, later) => {
    const asked = vi.fn<Handler>((_params, done) => done(new Error('no'), null))
    const options = { auth: null, channelAuthorization: { customHandler: asked } } as object
    const base = { ...on.mock.provider, onError: () => {} }
    const core = createCore({ ...base, options })
    const end = core.retain()
    core.setEnabled(true)
    await vi.waitFor(() => expect(core.connection.getSnapshot().isConnected).toBe(true))
    core.update({ ...base, options: later })
    core.subscribe('private-a')
    expect(asked).toHaveBeenCalledTimes(1)
    end()
  })
})

it('an authorizer of the older kind is the one of the latest options', async () => {
  const asked: string[] = []
  const options = (name: string) => ({
    authorizer: () => ({
      authorize: (_socket: string, done: (error: Error | null, answer: null) => void) => {
        asked.push(name)
        done(new Error('no'), null)
      },
    }),
  })
  const base = { ...on.mock.provider, onError: () => {} }
  const core = createCore({ ...base, options: options('old') })
  const end = core.retain()
  core.setEnabled(true)
  await vi.waitFor(() => expect(core.connection.getSnapshot().isConnected).toBe(true))
  core.update({ ...base, options: options('new') })
  core.subscribe('private-a')
  await vi.waitFor(() => expect(asked).toEqual(['new']))
  end()
})

it.each([1, 2])('functions of fallback %i are those of the latest options', async (count) => {
  const asked: string[] = []
  const fallbackOf = (name: string) => ({
    appKey: on.mock.provider.appKey,
    options: {
      channelAuthorization: {
        endpoint: '/auth',
        transport: 'ajax' as const,
        customHandler: ((_, done) => {
          asked.push(name)
          done(new Error('no'), null)
        }) satisfies Handler,
      },
    },
  })
  const fallbacks = (name: string) =>
    Array.from({ length: count }, (_, index) => fallbackOf(`${name} ${index + 1}`))
  on.mock.network.connect = { code: 4001 }
  let refused = 0
  const base = {
    ...on.mock.provider,
    onError: () => {
      refused += 1
      if (refused === count) on.mock.network.connect = 'accept'
    },
  }
  const core = createCore({ ...base, fallbacks: fallbacks('old') })
  const end = core.retain()
  core.setEnabled(true)
  await vi.waitFor(() => expect(core.connection.getSnapshot().isConnected).toBe(true))
  core.update({ ...base, fallbacks: fallbacks('new') })
  core.subscribe('private-a')
  await vi.waitFor(() => expect(asked).toEqual([`new ${count}`]))
  end()
})
