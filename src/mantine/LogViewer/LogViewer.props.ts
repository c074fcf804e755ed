import type { BoxProps, ElementProps, Factory, StylesApiProps } from '@mantine/core'
import type { ReactNode } from 'react'
import type { EventLog, LogAccessors } from '../../index.ts'
import type { LogViewerLabels } from './log-viewer-labels.ts'
import type { LogBookmark } from './selection/log-bookmarks.ts'
import type { LogTimestamps } from './line/log-time.ts'
import type { LogViewerQuery } from './state/log-viewer-query.ts'
import type { RenderLine } from './line/row-view.ts'
import type { LogDensity } from './state/view-settings.ts'

/** The parts of `LogViewer` that the Styles API reaches. */
export type LogViewerStylesNames =
  /** The outermost element. */
  | 'root'
  /** Search, filters and switches. */
  | 'toolbar'
  /** The search and its buttons. */
  | 'search'
  /** The choice of levels. */
  | 'levels'
  /** One level of it. */
  | 'level'
  /** The choice of threads. */
  | 'threads'
  /** What is wrong, over the lines. */
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
  /** How often a collapsed line came. */
  | 'repeats'
  /** A line's thread. */
  | 'thread'
  /** A line's text. */
  | 'text'
  /** The mark of a line that the reader marked. */
  | 'bookmark'
  /** A row where lines are missing. */
  | 'gap'
  /** What stands there without lines. */
  | 'placeholder'
  /** The button to the end. */
  | 'follow'
  /** The strip beside the scroll bar. */
  | 'overview'
  /** Lines by time and level, above the rows. */
  | 'histogram'
  /** The bar of chosen lines. */
  | 'selection'
  /** State, counts and rate below the lines. */
  | 'footer'

/** The CSS variables of `LogViewer`, for `vars`. */
export interface LogViewerCssVariables {
  /** Height of the whole viewer. */
  root: '--log-viewer-height'
}

/** Props of {@link LogViewer}. */
export interface LogViewerProps extends BoxProps, StylesApiProps<LogViewerFactory>, ElementProps<'div'> {
  /**
   * The channel whose log is shown; needs a `PusherProvider` around it. @defaultValue none: `log` is shown
   */
  channel?: string

  /** A log to show instead: of `useEventLog`, `kit.log` or `createEventLog`. @defaultValue none */
  log?: EventLog

  /** With `channel`: only events of this name. @defaultValue every event */
  event?: string

  /** With `channel`: how many lines are held at the live end. @defaultValue `100_000` */
  capacity?: number

  /**
   * With `channel`: how many lines are fetched from the history at the start; more come as the reader scrolls
   * up. @defaultValue `1_000`
   */
  preload?: number

  /** With `channel`: where text, level, thread and time stand in an event. @defaultValue `data.text`, `data.level`, `data.thread_id`, `data.timestamp` */
  columns?: LogAccessors

  /** Any CSS height of the whole viewer; numbers are px. @defaultValue `480` */
  height?: number | string

  /**
   * What the reader looks for, controlled: an app can keep it in the URL. @defaultValue none: the viewer
   * keeps it
   */
  query?: LogViewerQuery

  /** What the reader looks for at first. @defaultValue `{}` */
  defaultQuery?: LogViewerQuery

  /** Called when the reader changes the query. */
  onQueryChange?: (query: LogViewerQuery) => void

  /** Long lines go on in the next row. @defaultValue `true` */
  defaultWrap?: boolean

  /** How times are shown at first. @defaultValue `'absolute'` */
  defaultTimestamps?: LogTimestamps

  /** Shows times in UTC at first. @defaultValue `false` */
  defaultUtc?: boolean

  /** Shows each line's number at first. @defaultValue `false` */
  defaultNumbers?: boolean

  /** Shows equal lines that follow each other once, with their number, at first. @defaultValue `false` */
  defaultCollapse?: boolean

  /** Shows how many lines were written when, by level, at first. @defaultValue `true` */
  defaultHistogram?: boolean

  /** How close lines stand at first. @defaultValue `'comfortable'` */
  defaultDensity?: LogDensity

  /** Shows search, filters and switches. @defaultValue `true` */
  withToolbar?: boolean

  /** Shows state, counts and rate below the lines. @defaultValue `true` */
  withFooter?: boolean

  /**
   * Number (`seq`) of a line to show and choose; older pages are loaded until it is there. @defaultValue none
   */
  jumpTo?: number

  /**
   * Makes a line's address of its `seq`; offers to copy it for a chosen line. @defaultValue none: nothing is
   * offered
   */
  getPermalink?: (seq: number) => string

  /** Lines that the reader marked, controlled: an app can store them. @defaultValue none: kept by the viewer */
  bookmarks?: readonly LogBookmark[]

  /** Lines that are marked at first. @defaultValue `[]` */
  defaultBookmarks?: readonly LogBookmark[]

  /** Called when the reader marks a line, or takes a mark away. @defaultValue none */
  onBookmarksChange?: (bookmarks: readonly LogBookmark[]) => void

  /**
   * Draws a line's text: highlighting of its own, say. Must keep to one font and one line height.
   * @defaultValue none
   */
  renderLine?: RenderLine

  /** Shows errors, warnings, matches and gaps beside the scroll bar. @defaultValue `true` */
  withOverview?: boolean

  /** Further controls, put before the switches of the toolbar. @defaultValue none */
  actions?: ReactNode

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<LogViewerLabels>
}

/** Everything that Mantine's theme and Styles API know of `LogViewer`. */
export type LogViewerFactory = Factory<{
  props: LogViewerProps
  ref: HTMLDivElement
  stylesNames: LogViewerStylesNames
  vars: LogViewerCssVariables
}>
