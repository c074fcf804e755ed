'use client'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MutationKey, UseMutationOptions, UseMutationResult } from '@tanstack/react-query'
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

/** The payload as it is now. What JSON cannot hold stays as it is: sending it reports why. */
function copyOf(payload: unknown): unknown {
  try {
    return payload === undefined ? undefined : JSON.parse(JSON.stringify(payload))
  } catch {
    return payload
  }
}

const copiedTrigger = (variables: TriggerVariables): TriggerVariables => ({
  ...variables,
  data: copyOf(variables.data),
})

const copiedMessage = (variables: MessageVariables): MessageVariables => ({
  ...variables,
  payload: copyOf(variables.payload),
})

/** The mutation with its variables copied at the call: it may wait, and meanwhile the app may change its objects. */
function useCopying<Data, Variables>(
  mutation: UseMutationResult<Data, Error, Variables>,
  copy: (variables: Variables) => Variables,
): UseMutationResult<Data, Error, Variables> {
  const { mutate, mutateAsync } = mutation
  const copying = useMemo(() => {
    type Given = Parameters<typeof mutate>
    const copied = ([variables, ...options]: Given): Given =>
      [copy(variables as Variables), ...options] as Given
    return {
      mutate: (...given: Given) => mutate(...copied(given)),
      mutateAsync: (...given: Given) => mutateAsync(...copied(given)),
    }
  }, [mutate, mutateAsync, copy])
  return { ...mutation, ...copying }
}

/**
 * `trigger` as a mutation. While the connection is down it waits, and goes out once, in order, after the
 * reconnect, with the payload as it was at the call.
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
  const mutation = useMutation({
    ...options,
    ...inSession(actions, options.mutationKey),
    mutationFn: async ({ channel, event, data, ...publishOptions }: TriggerVariables) => {
      await actions.whenConnected()
      return actions.trigger(channel, event, data, publishOptions)
    },
  })
  return useCopying(mutation, copiedTrigger)
}

/**
 * `sendMessage` as a mutation. While the connection is down it waits, and goes out once, in order, after the
 * reconnect, with the payload as it was at the call.
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
  const mutation = useMutation({
    ...options,
    ...inSession(actions, options.mutationKey),
    mutationFn: async ({ channel, type, payload }: MessageVariables) => {
      await actions.whenConnected()
      return actions.sendMessage(channel, type, payload)
    },
  })
  return useCopying(mutation, copiedMessage)
}
