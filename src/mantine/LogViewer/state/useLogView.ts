import { useUncontrolled } from '@mantine/hooks'
import { useMemo, useState, useSyncExternalStore } from 'react'
import type { EventLog, EventLogSnapshot, LogQueryResult, LogQuerySnapshot } from '../../../index.ts'
import { ThrottledSnapshot } from './throttled-snapshot.ts'
import { hitsOf, type LineList, type LineSource, wholeLog } from './line-list.ts'
import type { LabelsAtOnce } from '../default-labels.ts'
import { PaintGate } from './paint-gate.ts'
import { collapsed, filterOf, type LogViewerQuery, searchOf, tidy } from './log-viewer-query.ts'
import { useLogQuery } from './useLogQuery.ts'
import { useStable } from '../../lib/useStable.ts'
import type { ViewSettings } from './view-settings.ts'

export interface LogViewOptions {
  log: EventLog
  labels: LabelsAtOnce
  query: LogViewerQuery | undefined
  defaultQuery: LogViewerQuery | undefined
  onQueryChange: ((query: LogViewerQuery) => void) | undefined
  settings: ViewSettings
}

/** Fields of a query to set; undefined removes a field. */
export type QueryChange = { [Key in keyof LogViewerQuery]: LogViewerQuery[Key] | undefined }

/** A viewer's state: the log, the query, and the lines that are shown. */
export interface LogView {
  log: EventLog
  /** Subscriptions of rendered parts go through it. */
  gate: PaintGate
  /** Throttled. */
  snapshot: EventLogSnapshot
  labels: LabelsAtOnce
  query: LogViewerQuery
  changeQuery: (change: QueryChange) => void
  settings: ViewSettings
  changeSettings: (change: Partial<ViewSettings>) => void
  /** The source of the rendered lines: those of `shown`. */
  source: LineSource
  shown: 'all' | 'filtered' | 'matches'
  /** The lines of `source` when the snapshot was taken. */
  list: LineList
  /** The matches of the search text; null while nothing is searched. */
  search: { result: LogQueryResult; snapshot: LogQuerySnapshot } | null
  hasFilter: boolean
}

export function useLogView(options: LogViewOptions): LogView {
  const { log, labels } = options
  const [gate] = useState(() => new PaintGate())
  const throttled = useMemo(() => new ThrottledSnapshot(log, gate), [log, gate])
  const snapshot = useSyncExternalStore(throttled.subscribe, throttled.getSnapshot, throttled.getSnapshot)
  const [query, setQuery] = useUncontrolled<LogViewerQuery>({
    ...(options.query && { value: options.query }),
    ...(options.defaultQuery && { defaultValue: options.defaultQuery }),
    finalValue: {},
    ...(options.onQueryChange && { onChange: options.onQueryChange }),
  })
  const [settings, setSettings] = useState(options.settings)
  const changeQuery = useStable((change: QueryChange) => {
    setQuery(tidy({ ...query, ...change }))
  })
  const changeSettings = useStable((change: Partial<ViewSettings>) => {
    setSettings((last) => ({ ...last, ...change }))
  })
  const { collapse } = settings
  const showsMatches = Boolean(query.onlyMatches && query.text)
  const filter = useLogQuery({ log, gate }, collapsed(filterOf(query), collapse))
  const search = useLogQuery({ log, gate }, collapsed(searchOf(query), collapse && showsMatches))

  const isSearchList = showsMatches && search.result !== null
  const { result, snapshot: hits } = isSearchList ? search : filter
  const source = useMemo(
    () => (result ? hitsOf(log, result, gate) : wholeLog(log, gate)),
    [log, result, gate],
  )
  // oxlint-disable-next-line react/exhaustive-deps -- the list changes with these
  const list = useMemo(() => source.list(), [source, hits, snapshot])
  return {
    log,
    gate,
    snapshot,
    labels,
    query,
    changeQuery,
    settings,
    changeSettings,
    source,
    shown: isSearchList ? 'matches' : filterOf(query) ? 'filtered' : 'all',
    list,
    search: search.result ? { result: search.result, snapshot: search.snapshot } : null,
    hasFilter: filterOf(query) !== null || showsMatches,
  }
}
