import { HttpError, type MessageHandlers, type PusherServer } from 'react-pusher-kit/server'

interface Question {
  id: string
  right: string
  endsAt: number
}

// #region messages
/** For the option `messages` of the server: the first answer decides, and clients cannot see the solution. */
export function quizMessages(
  current: () => Question,
  server: () => Pick<PusherServer, 'publish'>,
): MessageHandlers {
  const points = new Map<string, number>()
  let decided: string | null = null
  return {
    answer: ({ user, payload, channel }) => {
      const { question, choice } = payload as { question: string; choice: string }
      const { id, right, endsAt } = current()
      if (question !== id || decided === id || Date.now() > endsAt) {
        throw new HttpError(400, 'invalid_field', 'Expected an answer to the question that is open.')
      }
      decided = id
      if (choice === right) points.set(user.id, (points.get(user.id) ?? 0) + 10)
      const scores = [...points].map(([player, score]) => ({ id: player, name: player, points: score }))
      // Uses `server.publish`: the message's `publish` checks the player's policy, which denies results.
      return server().publish(channel, 'result', { question, right, scores })
    },
  }
}
// #endregion
