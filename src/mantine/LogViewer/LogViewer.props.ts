import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { ReactNode } from 'react'
import type { EventLog, EventName, LogAccessors, PayloadOf } from '../../index.ts'
import type { LogViewerLabels } from './log-viewer-labels.ts'
import type { LogBookmark } from './selection/log-bookmarks.ts'
import type { LogTimestamps } from './line/log-time.ts'
import type { LogViewerQuery } from './state/log-viewer-query.ts'
import type { RenderLine } from './line/row-view.ts'
import type { LogDensity } from './state/view-settings.ts'

/** The Styles API selectors of `LogViewer`. */
export type LogViewerStylesNames =
  /** The outermost element. */
  | 'root'
  /** Search, filters and switches. */
  | 'toolbar'
  /** The search and its buttons. */
  | 'search'
  /** The filter by level. */
  | 'levels'
  /** One level of the filter. */
  | 'level'
  /** The filter by thread. */
  | 'threads'
  /** The banner with an error or the lost connection, beside the lines. */
  | 'banner'
  /** The part that scrolls. */
  | 'viewport'
  /** One line. */
  | 'line'
  /** A line's number. */
  | 'number'
  /** A line's time. */
  | 'time'
  /** The letter of a line's level. */
  | 'badge'
  /** The count of a collapsed line. */
  | 'repeats'
  /** A line's thread. */
  | 'thread'
  /** A line's text. */
  | 'text'
  /** The icon of a bookmarked line. */
  | 'bookmark'
  /** A row where lines are missing. */
  | 'gap'
  /** The message without lines. */
  | 'placeholder'
  /** The button that scrolls to the end. */
  | 'follow'
  /** The strip beside the scroll bar. */
  | 'overview'
  /** Lines by time and level, above the rows. */
  | 'histogram'
  /** The bar with actions for the selected lines. */
  | 'selection'
  /** Status, counts and rate below the lines. */
  | 'footer'

/** The CSS variables of `LogViewer`, for `vars`. */
export interface LogViewerCssVariables {
  /** Height of the whole viewer. */
  root: '--log-viewer-height'
}

/** Props of {@link LogViewer}. */
export interface LogViewerProps<Channel extends string = string, Event extends string = string>
  extends BoxProps, StylesApiProps<LogViewerFactory>, ElementProps<'div'> {
  /**
   * The channel whose log is shown; requires a `PusherProvider`. @defaultValue none: `log` is shown
   */
  channel?: Channel

  /** A log instead of `channel`: from `useEventLog`, `kit.log` or `createEventLog`. @defaultValue none */
  log?: EventLog

  /** With `channel`: only events of this name. @defaultValue every event */
  event?: Event

  /** With `channel`: maximum number of lines; the newest are kept. @defaultValue `100_000` */
  capacity?: number

  /**
   * With `channel`: how many lines are fetched from the history at the start. More are fetched as the user scrolls up.
   * @defaultValue `1_000`
   */
  preload?: number

  /**
   * With `channel`: accessors for an event's text, level, thread and time.
   * @defaultValue `data.text`, `data.level`, `data.thread_id`, `data.timestamp`
   */
  columns?: LogAccessors<PayloadOf<Channel, Event>>

  /** Any CSS height of the whole viewer; numbers are px. @defaultValue `480` */
  height?: number | string

  /** Search and filters, controlled, for example to keep them in the URL. @defaultValue none: uncontrolled */
  query?: LogViewerQuery

  /** Initial search and filters. @defaultValue `{}` */
  defaultQuery?: LogViewerQuery

  /** Called when the user changes search or filters. */
  onQueryChange?: (query: LogViewerQuery) => void

  /** Whether long lines wrap initially. @defaultValue `true` */
  defaultWrap?: boolean

  /** How times are shown initially. @defaultValue `'absolute'` */
  defaultTimestamps?: LogTimestamps

  /** Whether times are shown in UTC initially. @defaultValue `false` */
  defaultUtc?: boolean

  /** Whether line numbers are shown initially. @defaultValue `false` */
  defaultNumbers?: boolean

  /** Whether consecutive equal lines are collapsed into one with a count initially. @defaultValue `false` */
  defaultCollapse?: boolean

  /** Whether a histogram of lines by time and level is shown initially. @defaultValue `true` */
  defaultHistogram?: boolean

  /** Initial density of lines. @defaultValue `'comfortable'` */
  defaultDensity?: LogDensity

  /** Shows search, filters and switches. @defaultValue `true` */
  withToolbar?: boolean

  /** Shows status, counts and rate below the lines. @defaultValue `true` */
  withFooter?: boolean

  /** Number (`seq`) of a line to scroll to and select. Older pages are loaded until it is found. @defaultValue none */
  jumpTo?: number

  /**
   * Returns the URL of a line from its `seq`; adds a button that copies it for the selected line.
   * @defaultValue none: no button
   */
  getPermalink?: (seq: number) => string

  /** Bookmarked lines, controlled, for example to store them. @defaultValue none: uncontrolled */
  bookmarks?: readonly LogBookmark[]

  /** Initial bookmarks. @defaultValue `[]` */
  defaultBookmarks?: readonly LogBookmark[]

  /** Called when the user adds or removes a bookmark. @defaultValue none */
  onBookmarksChange?: (bookmarks: readonly LogBookmark[]) => void

  /**
   * Renders a line's text, for example with syntax highlighting. Must keep the font and the line height.
   * @defaultValue none
   */
  renderLine?: RenderLine

  /** Shows errors, warnings, matches and gaps beside the scroll bar. @defaultValue `true` */
  withOverview?: boolean

  /** Additional controls before the switches of the toolbar. @defaultValue none */
  actions?: ReactNode

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<LogViewerLabels>
}

/** Mantine factory type of `LogViewer`. */
export type LogViewerFactory = Factory<{
  props: LogViewerProps
  ref: HTMLDivElement
  stylesNames: LogViewerStylesNames
  vars: LogViewerCssVariables
  signature: <
    const Channel extends string = string,
    const Event extends EventName<Channel> = EventName<Channel>,
  >(
    props: LogViewerProps<Channel, Event> & { ref?: React.Ref<HTMLDivElement> | undefined },
  ) => React.ReactNode
}>
