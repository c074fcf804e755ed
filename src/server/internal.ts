// Names that other rooms of this package use, in addition to the public ones.
export { requireUser } from './auth/authentication.ts'
export { environmentSwitch } from './broadcaster/environment.ts'
export { frozenPlatform } from './frozen-platform.ts'
export { historyPage, pageLimit, readsBackwards, seqRange } from './store/history-page.ts'
export { leaseLifetime } from './store/cursor-store.ts'
export { claimLifetime, keyLifetime, keyState, repeatedAppend } from './store/idempotency.ts'
export { errorResponse, invalidField, typeName } from './http/request/http-error.ts'
export { printable } from './log.ts'
export { levelWords, lineLevel } from './publishing/log-level.ts'
export { logChannel } from './publishing/log-entry.ts'
export { largestPersistedPayload } from './publishing/payload.ts'
export {
  buildLifetime,
  departureLifetime,
  mostOccupiedChannels,
  mostOccupyingMembers,
  occupancyChanges,
  occupiedSince,
  occupiedWithin,
  ordersPerMs,
} from './store/occupancy-store.ts'
export { mostStoredTasks, taskClaimLifetime, taskLifetime } from './store/task-store.ts'
export {
  mostHandledWebhooks,
  mostWaitingWebhooks,
  unhandledLifetime,
  webhookLifetime,
} from './store/webhook-store.ts'
export { newEpochId } from './store/memory-store.ts'
export { isObject, readObject, readText } from './http/request/request-body.ts'
export { boundedQueue, keyedQueue } from './publishing/keyed-queue.ts'
export type { LineLevel } from './publishing/log-level.ts'
export type { ChannelNumbers } from './store/history-page.ts'
export type { KnownAppend, KnownClaim } from './store/idempotency.ts'
