import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { MenuFailed } from './MenuFailed.tsx'
import { useMenu } from './useMenu.ts'

export interface ThreadFilterProps {
  /** The same array is appended to; `count` is its length. */
  threads: readonly string[]
  count: number
}

/** Filters by threads from a list with a search field. */
export const ThreadFilter = memo(function ThreadFilter({ threads, count }: ThreadFilterProps): ReactNode {
  const { labels, query, changeQuery, getStyles } = useLogTools()
  const { contents, isOpen, setOpen, button } = useMenu()
  const chosen = query.threads ?? []
  if (count === 0) return null
  const name =
    chosen.length === 0
      ? labels.allThreads
      : chosen.length === 1
        ? chosen[0]
        : labels.threadsChosen(chosen.length)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          {...getStyles('threads')}
          {...button}
          data-active={chosen.length > 0 || undefined}
          title={labels.threads}
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          <span className={classes.threadsIcon}>
            <Icon name="threads" size={14} />
          </span>
          <VisuallyHidden>{labels.threads}: </VisuallyHidden>
          <span className={classes.threadsName}>{name}</span>
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.threadsDropdown ?? ''}>
        {contents ? (
          <contents.ThreadItems
            threads={threads}
            chosen={chosen}
            onChange={(next) => {
              changeQuery({ threads: next.length === 0 ? undefined : next })
            }}
          />
        ) : (
          <MenuFailed />
        )}
      </Popover.Dropdown>
    </Popover>
  )
})
