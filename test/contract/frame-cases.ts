import { describe, expect, it } from 'vitest'
import { signChannel, signUser } from '../../src/protocol/index.ts'
import { collect, connected, errorCodes, subscribed, type CurrentContract } from './contract.ts'

/** Frames that pusher-js sends only when it is told to. */
export function frameCases(contract: CurrentContract): void {
  describe('frame', () => {
    it.each([
      ['with an unknown event', 'typing', {}],
      ['of a subscription without a channel', 'pusher:subscribe', {}],
      ['of a second subscription', 'pusher:subscribe', { channel: 'logs' }],
      ['that unsubscribes where nothing is', 'pusher:unsubscribe', { channel: 'other' }],
      [
        "of a subscription to another user's own channel",
        'pusher:subscribe',
        { channel: '#server-to-user-a' },
      ],
      ['whose data is no object', 'pusher:subscribe', 'nothing'],
      ['whose channel cannot be made text', 'pusher:unsubscribe', { channel: { toString: null } }],
      ['whose signature is an object', 'pusher:subscribe', { channel: 'private-a', auth: { toString: 1 } }],
      ['named as what every object inherits', 'constructor', {}],
    ])('%s is answered with an error, and the connection stays', async (_, event, data) => {
      const pusher = await connected(contract())
      await subscribed(contract(), pusher, 'logs')
      const codes = errorCodes(pusher)
      pusher.send_event(event, data)
      await contract().until(() => codes.length === 1, 'the error')
      await subscribed(contract(), pusher, 'after')
      expect(codes).toEqual([null])
      expect(contract().channel('#server-to-user-a').occupied).toBe(false)
    })

    it('of a subscription may be signed with channel_data on a private channel, too', async () => {
      const pusher = await connected(contract(), {
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) => {
            const channelData = '{"user_id":"ada"}'
            const auth = signChannel(contract().app, socketId, channelName, channelData)
            callback(null, { auth, channel_data: channelData })
          },
        },
      })
      expect((await subscribed(contract(), pusher, 'private-a')).subscribed).toBe(true)
    })

    it.each(['{"id":""}', '{"id":7}', '{}', '[]'])('of a sign-in as %s is refused', async (userData) => {
      const pusher = await connected(contract(), {
        userAuthentication: {
          customHandler: ({ socketId }, callback) => {
            const auth = signUser(contract().app, socketId, userData)
            callback(null, { auth, user_data: userData })
          },
        },
      })
      const codes = errorCodes(pusher)
      pusher.signin()
      await contract().until(() => codes.length > 0, 'the refusal')
      expect(pusher.user.user_data).toBeNull()
    })

    it('of pong carries no id: two answers look the same', async () => {
      const pusher = await connected(contract())
      const pongs = collect<{ event: string }>(pusher.connection, 'message')
      for (const id of [1, 2]) pusher.send_event('pusher:ping', { id })
      await contract().until(() => pongs.length === 2, 'both pongs')
      expect(pongs[0]).toEqual(pongs[1])
    })
  })
}
