import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icons.tsx'
import { useLogViewer } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

const skeletonWidths = [62, 48, 81, 37, 70, 55, 88, 43]

/** Rendered instead of lines: the reason why there are none, and a button that clears the filters. */
export function LogPlaceholder(): ReactNode {
  const { view, getStyles } = useLogViewer()
  const { labels, snapshot, search, hasFilter, changeQuery, log } = view
  const { status, size, error, cleared } = snapshot
  if (size > 0 && hasFilter) {
    if (search && !search.snapshot.done) return null
    return (
      <Message icon="filter" title={labels.filteredOut} detail={labels.filteredOutDetail(size)}>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            const nothing = { levels: undefined, threads: undefined, since: undefined, until: undefined }
            changeQuery({ ...nothing, text: undefined })
          }}
        >
          {labels.clearFilters}
        </Button>
      </Message>
    )
  }
  if (cleared > 0) {
    return (
      <Message icon="empty" title={labels.cleared} detail={labels.emptyDetail}>
        <Button variant="default" size="xs" onClick={log.undoClear}>
          {labels.undoClear}
        </Button>
      </Message>
    )
  }
  if (status === 'loading') {
    return (
      <div {...getStyles('placeholder')} role="status" aria-label={labels.loading} data-skeleton>
        {skeletonWidths.map((width) => (
          <Skeleton key={width} className={classes.skeletonLine ?? ''} height={10} width={`${width}%`} />
        ))}
      </div>
    )
  }
  if (error) return <Message icon="alert" title={labels.unread} detail="" />
  if (status === 'offline')
    return <Message icon="offline" title={labels.empty} detail={labels.reconnecting} />
  return <Message icon="empty" title={labels.empty} detail={labels.emptyDetail} />
}

interface MessageProps {
  icon: IconName
  title: string
  detail: string
  children?: ReactNode
}

function Message({ icon, title, detail, children }: MessageProps): ReactNode {
  const { getStyles } = useLogViewer()
  return (
    <div {...getStyles('placeholder')}>
      <Icon name={icon} size={28} />
      <p className={classes.placeholderTitle}>{title}</p>
      {detail && <p className={classes.placeholderDetail}>{detail}</p>}
      {children}
    </div>
  )
}
