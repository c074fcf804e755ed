import type { Policies, User } from 'react-pusher-kit/server'
import type { channels } from './channels.ts'

/** The room `staff` is for staff; every other room is for signed-in users. */
const mayEnter = (user: User, roomId: string) => roomId !== 'staff' || user.roles?.includes('staff') === true

/** Users publish only in their own name, also without the message handler. */
const isOwnWord = (user: User, event: string, data: unknown) =>
  event === 'say' || (event === 'message' && Object(data).from === user.id)

/** The permissions for each channel. Everything else is denied. */
export const policies: Policies<typeof channels> = {
  'presence-room-{roomId}': {
    subscribe: ({ user, params }) => mayEnter(user, params.roomId),
    history: ({ user, params }) => mayEnter(user, params.roomId),
    publish: ({ user, params, event, data }) => mayEnter(user, params.roomId) && isOwnWord(user, event, data),
  },
  'private-user-{userId}': ({ user, params }) => user.id === params.userId,
  'private-encrypted-notes-{userId}': {
    subscribe: ({ user, params }) => user.id === params.userId,
    publish: ({ user, params }) => user.id === params.userId,
  },
}
