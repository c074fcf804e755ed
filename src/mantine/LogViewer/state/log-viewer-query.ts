import type { LogQuery } from '../../../index.ts'

/** Search and filters of a viewer; serializable, for example into a URL. */
export interface LogViewerQuery extends LogQuery {
  /** Hides the lines that do not match `text`. @defaultValue false */
  onlyMatches?: boolean
}

/** The part of a query that hides lines: all fields except the text. */
export function filterOf({ levels, threads, since, until }: LogViewerQuery): LogQuery | null {
  const filter: LogQuery = {
    ...(levels && { levels }),
    ...(threads && { threads }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
  return Object.keys(filter).length > 0 ? filter : null
}

/** The query that finds matches among the lines that are not hidden. */
export function searchOf(query: LogViewerQuery): LogQuery | null {
  const { text, mode, matchCase } = query
  if (!text) return null
  return { ...filterOf(query), text, ...(mode && { mode }), ...(matchCase && { matchCase }) }
}

/** Removes all filters, and keeps the search text. */
export const noFilters = {
  levels: undefined,
  threads: undefined,
  since: undefined,
  until: undefined,
  onlyMatches: undefined,
} as const

/** Adds the collapsing of repeated lines to a query; without one, to a query of all lines. */
export function collapsed(query: LogQuery | null, isCollapsed: boolean): LogQuery | null {
  return isCollapsed ? { ...query, collapseRepeats: true } : query
}

/** Removes empty fields, so that a query of all lines is `{}`. */
export function tidy(query: {
  [Key in keyof LogViewerQuery]: LogViewerQuery[Key] | undefined
}): LogViewerQuery {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== false && value !== ''),
  )
}

/** The query of the shown lines: the filters and, with `onlyMatches`, the search. */
export function shownOf(query: LogViewerQuery): LogQuery | null {
  return query.onlyMatches ? searchOf(query) : filterOf(query)
}
