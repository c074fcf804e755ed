'use client'
import { useMutation } from '@tanstack/react-query'
import type { UseMutationOptions, UseMutationResult } from '@tanstack/react-query'
import { usePusherActions, type PublishOptions, type PusherActions, type Receipt } from '../index.ts'

/** What {@link useTrigger} sends. */
export interface TriggerVariables extends PublishOptions {
  /** The channel to publish on. */
  channel: string
  /** A `client-…` event goes over the socket, any other name over the server. */
  event: string
  /** The payload. */
  data: unknown
}

/** What {@link useSendMessage} sends. */
export interface MessageVariables {
  /** The channel that the message is about. */
  channel: string
  /** What the app's server makes of it. */
  type: string
  /** The content of the message. */
  payload: unknown
}

/** Options of TanStack's `useMutation`, its function and scope apart. */
export type PublishMutationOptions<Data, Variables> = Omit<
  UseMutationOptions<Data, Error, Variables>,
  'mutationFn' | 'scope'
>

/** One after the other, so that they go out in the order in which they were asked for. */
const scope = { id: 'react-pusher-kit' }

/**
 * `trigger` as a mutation. While the connection is down it waits, and goes out once, in order, after the
 * reconnect.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws `Error` outside of `QueryClientProvider`
 * @example
 * ```ts
 * const { mutate, isPaused } = useTrigger()
 * mutate({ channel: 'private-room', event: 'client-moved', data: { x: 1, y: 2 } })
 * ```
 */
export function useTrigger(
  options: PublishMutationOptions<Receipt | null, TriggerVariables> = {},
): UseMutationResult<Receipt | null, Error, TriggerVariables> {
  const actions = usePusherActions()
  return useMutation({
    ...options,
    scope,
    mutationFn: async ({ channel, event, data, ...publishOptions }: TriggerVariables) => {
      await connected(actions)
      return actions.trigger(channel, event, data, publishOptions)
    },
  })
}

/**
 * `sendMessage` as a mutation. While the connection is down it waits, and goes out once, in order, after the
 * reconnect.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws `Error` outside of `QueryClientProvider`
 * @example
 * ```ts
 * const { mutate, isPending } = useSendMessage()
 * mutate({ channel: 'private-user-42', type: 'agent_chat_user', payload: { text: 'hello' } })
 * ```
 */
export function useSendMessage(
  options: PublishMutationOptions<Receipt, MessageVariables> = {},
): UseMutationResult<Receipt, Error, MessageVariables> {
  const actions = usePusherActions()
  return useMutation({
    ...options,
    scope,
    mutationFn: async ({ channel, type, payload }: MessageVariables) => {
      await connected(actions)
      return actions.sendMessage(channel, type, payload)
    },
  })
}

function connected({ connection }: PusherActions): Promise<void> {
  if (connection.getSnapshot().isConnected) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = connection.subscribe(() => {
      if (!connection.getSnapshot().isConnected) return
      stop()
      resolve()
    })
  })
}
