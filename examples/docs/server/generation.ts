import {
  createPusherServer,
  HttpError,
  type PusherServer,
  type PusherServerOptions,
} from 'react-pusher-kit/server'

type Write = (kind: string) => Promise<string>

// #region task
/** Long work that tells its user how far it is, on `private-user-{userId}`. */
export async function generate(server: PusherServer, userId: string, kind: string, write: Write) {
  const task = server.createTask(userId, kind)
  await task.progress(10, 'Reading')
  try {
    await task.complete({ url: await write(kind) })
  } catch {
    await task.fail('The model is busy.')
  }
}
// #endregion

// #region server
/** @param write - answers where the text is, once it is written */
export function openTaskServer(options: Omit<PusherServerOptions, 'messages' | 'authorize'>, write: Write) {
  const server: PusherServer = createPusherServer({
    ...options,
    authorize: {
      'private-user-{userId}': {
        subscribe: ({ user, params }) => user.id === params.userId,
        history: ({ user, params }) => user.id === params.userId,
        // A message is asked for by its type: users may ask for work of their own, and publish nothing else.
        publish: ({ user, params, event }) => user.id === params.userId && event === 'generate',
      },
    },
    messages: {
      generate: ({ user, payload }) => {
        const { kind } = (payload ?? {}) as { kind?: unknown }
        if (typeof kind !== 'string' || kind === '') {
          throw new HttpError(400, 'invalid_field', 'Expected a kind.', { field: 'payload.kind' })
        }
        // Not awaited: the answer is that it began. A runtime that ends with the answer wants `waitUntil` here.
        generate(server, user.id, kind, write).catch(console.error)
      },
    },
  })
  return server
}
// #endregion
