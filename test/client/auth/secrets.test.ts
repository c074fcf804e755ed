import { expect, it } from 'vitest'
import { createPusherKit } from 'react-pusher-kit/client'

it('a secret among the options is refused', () => {
  const options = { cluster: 'eu', secret: 'secret' }
  expect(() => createPusherKit({ appKey: 'key', options })).toThrow('keep it on the server')
})
