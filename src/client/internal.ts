// Names that other rooms of this package use, in addition to the public ones.
export { createActions } from './actions.ts'
export { createConnectionView, initialConnection } from './connection/connection-view.ts'
export { withLease } from './subscriptions/with-lease.ts'
export { idleChannel } from './subscriptions/channel-subscription.ts'
export { isConfigured } from './core/is-configured.ts'
export { createCore, type OwnedCore } from './core/create-core.ts'
export { watchLatency } from './connection/watch-latency.ts'
export { createLatestEvents, noEvents } from './events/latest-events.ts'
export { createPresenceChannels, emptyPresence } from './presence/presence.ts'
export { createTyping, nobodyTyping, type TypingSnapshot } from './presence/typing.ts'
export { createUserStore, signedOut } from './auth/user.ts'
export { createReports, type Reports } from './reports/reports.ts'
export { loadingReport, type ReportStore } from './reports/report-store.ts'
export { createRealtime, initialRealtime } from './events/realtime.ts'
export type { RealtimeCallback, RealtimeMessage, RealtimeSnapshot, RealtimeStore } from './events/realtime.ts'
export { publish, sendMessage } from './publishing/publish.ts'
export type { EventHandler, HandlerRef, KitCore } from './core/kit-core.ts'
export type {
  HandlerOf,
  HandlersOf,
  MemberInfoOf,
  NoCall,
  TextIn,
  WithType,
} from './subscriptions/payload-types.ts'
export { createLogRegistry, emptyLog, type PreparedLog } from './log/log-registry.ts'
