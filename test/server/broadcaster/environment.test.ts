import { describe, expect, it } from 'vitest'
import { broadcasterFromEnvironment } from 'react-pusher-kit/server'

const whole = { PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's', PUSHER_CLUSTER: 'eu' }

describe('broadcasterFromEnvironment', () => {
  it('names Pusher, or a host of one’s own', () => {
    expect(broadcasterFromEnvironment(whole)).toMatchObject({
      type: 'pusher',
      cluster: 'eu',
      key: 'k',
      useTls: true,
    })
    const host = { ...whole, PUSHER_HOST: 'ws.example.com', PUSHER_PORT: '6001', PUSHER_SSL: 'false' }
    expect(broadcasterFromEnvironment(host)).toMatchObject({ type: 'self_hosted', useTls: false })
  })

  it('is null without the group, and when it is switched off', () => {
    expect(broadcasterFromEnvironment({})).toBeNull()
    expect(broadcasterFromEnvironment({ ...whole, PUSHER_ENABLED: 'false' })).toBeNull()
  })

  it.each(['PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET'])('refuses a group without %s', (name) => {
    expect(() => broadcasterFromEnvironment({ ...whole, [name]: '' })).toThrow(name)
  })

  it('refuses a group without a place, and a port that is none', () => {
    expect(() => broadcasterFromEnvironment({ ...whole, PUSHER_CLUSTER: undefined })).toThrow(
      /PUSHER_CLUSTER/,
    )
    const port = { ...whole, PUSHER_HOST: 'x', PUSHER_PORT: '99999' }
    expect(() => broadcasterFromEnvironment(port)).toThrow(/PUSHER_PORT/)
  })

  it.each(['PUSHER_ENABLED', 'PUSHER_SSL'])('reads %s as on or off, and refuses anything else', (name) => {
    for (const value of ['true', 'YES', '1', 'on', '', ' false ']) {
      expect(() => broadcasterFromEnvironment({ ...whole, [name]: value })).not.toThrow()
    }
    expect(() => broadcasterFromEnvironment({ ...whole, [name]: 'falze' })).toThrow(
      `Expected ${name} to be true or false but got "falze"; correct the environment.`,
    )
  })

  it('never repeats a secret', () => {
    const half = { PUSHER_SECRET: 'very-secret' }
    expect(() => broadcasterFromEnvironment(half)).toThrow(/^(?!.*very-secret)/)
  })
})
