export { useSendMessage, useTrigger } from './mutations.ts'
export type {
  MessageVariables,
  PublishMutationOptions,
  TriggerVariables,
  UseSendMessageResult,
  UseTriggerResult,
} from './mutations.ts'
export {
  useInfiniteEvents,
  type UseInfiniteEventsOptions,
  type UseInfiniteEventsResult,
} from './useInfiniteEvents.ts'
export { usePusherQuery, type PusherQueryBinding, type QueryRule } from './usePusherQuery.ts'
