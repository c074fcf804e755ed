'use client'
import { Box, createVarsResolver, genericFactory, useProps } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { EventLog } from '../../index.ts'
import { useKitStyles } from '../lib/useKitStyles.ts'
import { ChannelLog } from './ChannelLog.tsx'
import { defaultLogViewerLabels } from './default-labels.ts'
import { classes } from './log-viewer-classes.ts'
import { LogPanel } from './LogPanel.tsx'
import type { LogViewerProps, LogViewerFactory } from './LogViewer.props.ts'

const defaultProps = {
  height: 480,
  defaultWrap: true,
  defaultTimestamps: 'absolute',
  defaultUtc: false,
  defaultNumbers: false,
  defaultCollapse: false,
  defaultHistogram: true,
  defaultDensity: 'comfortable',
  withToolbar: true,
  withFooter: true,
  withOverview: true,
} satisfies Partial<LogViewerProps>

const varsResolver = createVarsResolver<LogViewerFactory>((_theme, { height }) => ({
  root: { '--log-viewer-height': typeof height === 'number' ? `${height}px` : height },
}))

/**
 * Shows a live log of any rate and length. Follows the newest line until the user scrolls up. Has a search, and filters
 * by level, thread and time. Marks places where lines may be missing.
 *
 * @throws {@link ProviderMissingError} without `log` outside of `PusherProvider`
 * @example
 * ```tsx
 * import { LogViewer } from 'react-pusher-kit/mantine'
 *
 * export const Build = () => <LogViewer channel="logs" event="log" height="100%" />
 * ```
 */
export const LogViewer = genericFactory<LogViewerFactory>((given) => {
  const props = useProps('LogViewer', defaultProps, given as LogViewerProps)
  const {
    classNames,
    className,
    style,
    styles,
    unstyled,
    vars,
    attributes,
    channel,
    log,
    event,
    capacity,
    preload,
    columns,
    height: _height,
    query,
    defaultQuery,
    onQueryChange,
    defaultWrap,
    defaultTimestamps,
    defaultUtc,
    defaultNumbers,
    defaultCollapse,
    defaultHistogram,
    defaultDensity,
    withToolbar,
    withFooter,
    withOverview,
    jumpTo,
    getPermalink,
    bookmarks,
    defaultBookmarks,
    onBookmarksChange,
    renderLine,
    actions,
    labels,
    ...others
  } = props
  const getStyles = useKitStyles<LogViewerFactory>({
    name: 'LogViewer',
    classes,
    props,
    className,
    style,
    classNames,
    styles,
    unstyled,
    attributes,
    vars,
    varsResolver,
  })
  const texts = useMemo(() => ({ ...defaultLogViewerLabels, ...labels }), [labels])
  const panel = (shown: EventLog): ReactNode => (
    <LogPanel
      log={shown}
      labels={texts}
      query={query}
      defaultQuery={defaultQuery}
      onQueryChange={onQueryChange}
      settings={{
        wrap: defaultWrap,
        timestamps: defaultTimestamps,
        utc: defaultUtc,
        numbers: defaultNumbers,
        collapse: defaultCollapse,
        histogram: defaultHistogram,
        density: defaultDensity,
      }}
      withToolbar={withToolbar}
      withFooter={withFooter}
      withOverview={withOverview}
      jumpTo={jumpTo}
      getPermalink={getPermalink}
      bookmarks={bookmarks}
      defaultBookmarks={defaultBookmarks}
      onBookmarksChange={onBookmarksChange}
      renderLine={renderLine}
      actions={actions}
      getStyles={getStyles}
    />
  )
  return (
    <Box {...getStyles('root')} {...others}>
      {log ? (
        panel(log.source)
      ) : (
        <ChannelLog
          channel={channel ?? null}
          event={event}
          columns={columns}
          {...(capacity !== undefined && { capacity })}
          {...(preload !== undefined && { preload })}
        >
          {panel}
        </ChannelLog>
      )}
    </Box>
  )
})

LogViewer.displayName = 'LogViewer'
LogViewer.classes = classes
