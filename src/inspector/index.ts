export { curlOf, mockCodeOf } from './feed/feed-code.ts'
export { appendRecords, emptyFeed, type FeedList } from './feed/feed-list.ts'
export {
  feedKinds,
  type FeedMessage,
  type FeedMinute,
  type FeedProblem,
  type FeedRecord,
  type FeedSteps,
  type NewFeedRecord,
} from './feed/feed-record.ts'
export {
  everyRecord,
  filterFromQuery,
  isFeedShown,
  queryWithFilter,
  type FeedFilter,
  type FeedRow,
} from './feed/feed-rows.ts'
export { problemTitle, remedyOf } from './feed/remedy.ts'
export { webhookNote } from './feed/webhook-note.ts'
export { payloadOf, payloadTree, type PayloadNode } from './feed/payload-tree.ts'
export { declaredChannels, samplePayload, type DeclaredChannel } from './publish/declared-channels.ts'
export { payloadProblem } from './publish/payload-problem.ts'
export {
  fillIn,
  jsonProblem,
  untouched,
  type LiveChannel,
  type PayloadOrigin,
  type PublishDraft,
} from './publish/publish-draft.ts'
export { testCode } from './test-code/test-code.ts'
export {
  diedCode,
  networkStates,
  slowLatency,
  unknownApp,
  type MockNetworkState,
} from './transcript/network-states.ts'
export {
  noSelection,
  selectAllRows,
  selectedRange,
  selectRow,
  type SelectedRange,
} from './transcript/row-selection.ts'
export { rowForKey } from './transcript/row-window.ts'
export type { TranscriptEntry } from './transcript/transcript-entry.ts'
export {
  distinct,
  everything,
  isShown,
  timeOf,
  toRow,
  type TranscriptFilter,
  type TranscriptRow,
} from './transcript/transcript-rows.ts'
export { userChannelPrefix } from './user-channel.ts'
