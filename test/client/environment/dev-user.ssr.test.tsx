import { expect, it } from 'vitest'
import { pusherConfigFromEnv } from 'react-pusher-kit/client'

it('is plain data on a server, also in development: a server component hands it to the page', () => {
  const env = { NEXT_PUBLIC_PUSHER_KEY: 'key', NEXT_PUBLIC_PUSHER_SERVER_URL: 'http://127.0.0.1:8000' }
  const config = pusherConfigFromEnv({ ...env, NEXT_PUBLIC_PUSHER_DEV: '1' })
  expect(config).toEqual(pusherConfigFromEnv(env))
  expect(structuredClone(config)).toEqual(config)
})
