import { describe, expect, it } from 'vitest'
import { CliError } from 'react-pusher-kit/dev-server'
import { socketSettings } from '../../../../src/dev-server/cli/serve/socket-environment.ts'

const unset = { isOn: true, activityTimeout: undefined, maxConnections: undefined }

describe('the WS_… variables', () => {
  it('change nothing where they are not set, or empty', () => {
    expect(socketSettings({})).toEqual(unset)
    expect(socketSettings({ WS_ENABLED: '', WS_HEARTBEAT_INTERVAL: ' ', WS_MAX_CONNECTIONS: '' })).toEqual(
      unset,
    )
  })

  it.each([
    ['30', 30],
    ['30s', 30],
    ['30000ms', 30],
    ['1500ms', 2],
    [' 600 ', 600],
  ])('WS_HEARTBEAT_INTERVAL=%s is %i seconds', (value, seconds) => {
    expect(socketSettings({ WS_HEARTBEAT_INTERVAL: value }).activityTimeout).toBe(seconds)
  })

  it.each(['30000', '0', '-5', '1.5', 'often', '999ms', '601s', '30 s', 'constructor'])(
    'WS_HEARTBEAT_INTERVAL=%s is refused, with what it may be',
    (value) => {
      const read = () => socketSettings({ WS_HEARTBEAT_INTERVAL: value })
      expect(read).toThrow(CliError)
      expect(read).toThrow(
        `Expected WS_HEARTBEAT_INTERVAL to be from 1 to 600 seconds, like 30, 30s or 30000ms, but got "${value}"; correct the environment.`,
      )
    },
  )

  it('WS_MAX_CONNECTIONS is a count from 1 to 10 000', () => {
    expect(socketSettings({ WS_MAX_CONNECTIONS: '1000' }).maxConnections).toBe(1000)
    for (const value of ['0', '-1', '10001', '1e3', 'many']) {
      expect(() => socketSettings({ WS_MAX_CONNECTIONS: value })).toThrow(
        `Expected WS_MAX_CONNECTIONS to be a whole number from 1 to 10000 but got "${value}"; correct the environment.`,
      )
    }
  })

  it('WS_ENABLED is true or false', () => {
    expect(socketSettings({ WS_ENABLED: 'false' }).isOn).toBe(false)
    expect(socketSettings({ WS_ENABLED: 'on' }).isOn).toBe(true)
    const read = () => socketSettings({ WS_ENABLED: 'perhaps' })
    expect(read).toThrow(CliError)
    expect(read).toThrow('Expected WS_ENABLED to be true or false but got "perhaps"')
  })
})
