import {
  createPusherServer,
  HttpError,
  type PusherServer,
  type PusherServerOptions,
} from 'react-pusher-kit/server'

type Write = (kind: string) => Promise<string>

// #region task
/** A long task that reports its progress to its user, on `private-user-{userId}`. */
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
/** @param write - returns the location of the finished text */
export function openTaskServer(options: Omit<PusherServerOptions, 'messages' | 'authorize'>, write: Write) {
  const server: PusherServer = createPusherServer({
    ...options,
    authorize: {
      'private-user-{userId}': {
        subscribe: ({ user, params }) => user.id === params.userId,
        history: ({ user, params }) => user.id === params.userId,
        // For a message, `event` is its type: users may start their own tasks, and publish nothing else.
        publish: ({ user, params, event }) => user.id === params.userId && event === 'generate',
      },
    },
    messages: {
      generate: ({ user, payload }) => {
        const { kind } = (payload ?? {}) as { kind?: unknown }
        if (typeof kind !== 'string' || kind === '') {
          throw new HttpError(400, 'invalid_field', 'Expected a kind.', { field: 'payload.kind' })
        }
        // Not awaited: the response confirms the start. A runtime that stops after the response needs `waitUntil` here.
        generate(server, user.id, kind, write).catch(console.error)
      },
    },
  })
  return server
}
// #endregion
