import { expect, it } from 'vitest'
import { isLoopbackUrl } from '../../../src/client/environment/loopback-url.ts'

it.each([
  'http://localhost:8000/x',
  'https://localhost/',
  'https://app.localhost/',
  'http://127.1.2.3/',
  'http://[::1]:6001/',
])('%s is of this machine', (url) => {
  expect(isLoopbackUrl(url)).toBe(true)
})

it.each(['http://localhost.example.com/', 'https://10.0.0.1/', 'ftp://localhost/', 'ws://127.0.0.1/'])(
  '%s is not',
  (url) => {
    expect(isLoopbackUrl(url)).toBe(false)
  },
)
