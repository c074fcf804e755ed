'use client'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MutateOptions, MutationKey, UseMutationOptions, UseMutationResult } from '@tanstack/react-query'
import {
  usePusherActions,
  type MessagePayload,
  type MessageType,
  type PublishOptions,
  type PusherActions,
  type Receipt,
  type TriggerData,
  type TriggerEvent,
} from '../index.ts'

/** Variables of {@link useTrigger}. */
export interface TriggerVariables<
  Name extends string = string,
  Event extends string = string,
> extends PublishOptions {
  /** The channel to publish on. */
  channel: Name
  /** The event's name: `client-…` events go over the socket, others through the server. */
  event: Event
  /** The payload. */
  data: Event extends TriggerEvent<Name> ? TriggerData<Name, Event> : unknown
}

/** Variables of {@link useSendMessage}. */
export interface MessageVariables<Name extends string = string, Type extends string = string> {
  /** The channel of the message. */
  channel: Name
  /** The type of the message, which selects the handler of the app's server. */
  type: Type
  /** The content of the message. */
  payload: MessagePayload<Name, Type>
}

/** A mutation whose functions infer the payload from the channel and the event. */
type Inferring<Mutation, Functions> = Mutation extends unknown
  ? Omit<Mutation, 'mutate' | 'mutateAsync'> & Functions
  : never

/** The result of {@link useTrigger}: TanStack's, with typed variables. */
export type UseTriggerResult = Inferring<
  UseMutationResult<Receipt | null, Error, TriggerVariables>,
  {
    /** Publishes; errors are in `error`. */
    mutate: <const Name extends string, const Event extends TriggerEvent<Name>>(
      variables: TriggerVariables<Name, Event>,
      options?: MutateOptions<Receipt | null, Error, TriggerVariables>,
    ) => void
    /** Publishes; rejects with the error. */
    mutateAsync: <const Name extends string, const Event extends TriggerEvent<Name>>(
      variables: TriggerVariables<Name, Event>,
      options?: MutateOptions<Receipt | null, Error, TriggerVariables>,
    ) => Promise<Receipt | null>
  }
>

/** The result of {@link useSendMessage}: TanStack's, with typed variables. */
export type UseSendMessageResult = Inferring<
  UseMutationResult<Receipt, Error, MessageVariables>,
  {
    /** Sends the message; errors are in `error`. */
    mutate: <const Name extends string, const Type extends MessageType<Name>>(
      variables: MessageVariables<Name, Type>,
      options?: MutateOptions<Receipt, Error, MessageVariables>,
    ) => void
    /** Sends the message; rejects with the error. */
    mutateAsync: <const Name extends string, const Type extends MessageType<Name>>(
      variables: MessageVariables<Name, Type>,
      options?: MutateOptions<Receipt, Error, MessageVariables>,
    ) => Promise<Receipt>
  }
>

/** Options of TanStack's `useMutation`, except `mutationFn` and `scope`. */
export type PublishMutationOptions<Data, Variables> = Omit<
  UseMutationOptions<Data, Error, Variables>,
  'mutationFn' | 'scope'
>

const sessions = new WeakMap<PusherActions['connection'], string>()
let sessionCount = 0

/**
 * Mutations of one session share a scope, so they run one after the other. Another kit on the page has another scope.
 * With the session in its key, `useMutation` resets when the user changes.
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
): UseTriggerResult {
  const actions = usePusherActions()
  const mutation = useMutation({
    ...options,
    ...inSession(actions, options.mutationKey),
    mutationFn: async ({ channel, event, data, ...publishOptions }: TriggerVariables) => {
      await actions.whenConnected()
      return actions.trigger(channel, event, data, publishOptions)
    },
  })
  return useCopying(mutation, copiedTrigger) as UseTriggerResult
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
): UseSendMessageResult {
  const actions = usePusherActions()
  const mutation = useMutation({
    ...options,
    ...inSession(actions, options.mutationKey),
    mutationFn: async ({ channel, type, payload }: MessageVariables) => {
      await actions.whenConnected()
      return actions.sendMessage(channel, type, payload)
    },
  })
  return useCopying(mutation, copiedMessage) as UseSendMessageResult
}
