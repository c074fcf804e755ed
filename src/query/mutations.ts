'use client'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MutationKey, UseMutationOptions, UseMutationResult } from '@tanstack/react-query'
import { usePusherActions, type PublishOptions, type PusherActions, type Receipt } from '../index.ts'

/** Variables of {@link useTrigger}. */
export interface TriggerVariables extends PublishOptions {
  /** The channel to publish on. */
  channel: string
  /** The event's name: `client-…` events go over the socket, others through the server. */
  event: string
  /** The payload. */
  data: unknown
}

/** Variables of {@link useSendMessage}. */
export interface MessageVariables {
  /** The channel of the message. */
  channel: string
  /** The type of the message, by which the app's server handles it. */
  type: string
  /** The content of the message. */
  payload: unknown
}

/** Options of TanStack's `useMutation`, except `mutationFn` and `scope`. */
export type PublishMutationOptions<Data, Variables> = Omit<
  UseMutationOptions<Data, Error, Variables>,
  'mutationFn' | 'scope'
>

const sessions = new WeakMap<PusherActions['connection'], string>()
let sessionCount = 0

/**
 * Mutations of one session share a scope, so they run one after the other. Another kit on the page has a scope of its
 * own. With the session in its key, `useMutation` resets when the user changes.
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

/** A copy of the payload. A payload that is not serializable is returned unchanged: sending it reports the error. */
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

/** Copies the variables at the call, because the app may change its objects while the mutation waits. */
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
 * `trigger` as a mutation. Without a connection it waits for one and then runs once, in order, with the payload as it
 * was at the call.
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
 * `sendMessage` as a mutation. Without a connection it waits for one and then runs once, in order, with the payload as
 * it was at the call.
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
