'use client'
import { useMutation } from '@tanstack/react-query'
import type { MutationKey, UseMutationOptions, UseMutationResult } from '@tanstack/react-query'
import { usePusherActions, type PublishOptions, type PusherActions, type Receipt } from '../index.ts'

/** What {@link useTrigger} sends. */
export interface TriggerVariables extends PublishOptions {
  channel: string
  event: string
  data: unknown
}

/** What {@link useSendMessage} sends. */
export interface MessageVariables {
  channel: string
  type: string
  payload: unknown
}

/** Options of TanStack's `useMutation`, its function and scope apart. */
export type PublishMutationOptions<Data, Variables> = Omit<
  UseMutationOptions<Data, Error, Variables>,
  'mutationFn' | 'scope'
>

const sessions = new WeakMap<PusherActions['connection'], string>()
let sessionCount = 0

/**
 * Mutations of one session go out one after the other, in the order in which they were asked for. Those of
 * another app on the page do not wait for them, and by the key TanStack lets go of what an earlier user asked for.
 */
function inSession({ connection }: PusherActions, mutationKey: MutationKey = []) {
  let session = sessions.get(connection)
  if (session === undefined) {
    sessionCount += 1
    session = `react-pusher-kit ${sessionCount}`
    sessions.set(connection, session)
  }
  return { mutationKey: [...mutationKey, session], scope: { id: session } }
}

/**
 * `trigger` as a mutation. While the connection is down it waits, and goes out once, in order, after the
 * reconnect.
 *
 * @example
 * const { mutate } = useTrigger()
 * mutate({ channel: 'private-room', event: 'client-moved', data: { x, y } })
 */
export function useTrigger(
  options: PublishMutationOptions<Receipt | null, TriggerVariables> = {},
): UseMutationResult<Receipt | null, Error, TriggerVariables> {
  const actions = usePusherActions()
  return useMutation({
    ...options,
    ...inSession(actions, options.mutationKey),
    mutationFn: async ({ channel, event, data, ...publishOptions }: TriggerVariables) => {
      await actions.whenConnected()
      return actions.trigger(channel, event, data, publishOptions)
    },
  })
}

/**
 * `sendMessage` as a mutation. While the connection is down it waits, and goes out once, in order, after the
 * reconnect.
 *
 * @example
 * const { mutate, isPending } = useSendMessage()
 * mutate({ channel: 'private-user-42', type: 'agent_chat_user', payload: { text } })
 */
export function useSendMessage(
  options: PublishMutationOptions<Receipt, MessageVariables> = {},
): UseMutationResult<Receipt, Error, MessageVariables> {
  const actions = usePusherActions()
  return useMutation({
    ...options,
    ...inSession(actions, options.mutationKey),
    mutationFn: async ({ channel, type, payload }: MessageVariables) => {
      await actions.whenConnected()
      return actions.sendMessage(channel, type, payload)
    },
  })
}
