import { expect, it } from 'vitest'
import { readChannelSignature } from '../../../src/client/auth/signatures.ts'

it('the signature of a channel has its data and its key where they are texts', () => {
  const whole = { auth: 'key:signature', channel_data: '{"user_id":"1"}', shared_secret: 'c2VjcmV0' }
  expect(readChannelSignature({ ...whole, more: 1 })).toStrictEqual(whole)
  const { auth } = whole
  expect(readChannelSignature({ auth })).toStrictEqual({ auth })
  expect(readChannelSignature({ auth, channel_data: 1, shared_secret: null })).toStrictEqual({ auth })
  expect(readChannelSignature({ ...whole, auth: 1 })).toBeNull()
})
