import { Checkbox, Popover, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { memo, type ReactNode, useState } from 'react'
import { Icon } from '../icons.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

/** Most threads in the list; the search field finds the others. */
const longestList = 200

export interface ThreadFilterProps {
  /** The same array is appended to; `count` is its length. */
  threads: readonly string[]
  count: number
}

/** Filters by threads from a list with a search field. */
export const ThreadFilter = memo(function ThreadFilter({ threads, count }: ThreadFilterProps): ReactNode {
  const { labels, query, changeQuery, getStyles } = useLogTools()
  const [isOpen, setOpen] = useState(false)
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
          data-active={chosen.length > 0 || undefined}
          title={labels.threads}
          onClick={() => {
            setOpen((open) => !open)
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
        <ThreadList
          threads={threads}
          chosen={chosen}
          onChange={(next) => {
            changeQuery({ threads: next.length === 0 ? undefined : next })
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
})

interface ThreadListProps {
  threads: readonly string[]
  chosen: readonly string[]
  onChange: (threads: readonly string[]) => void
}

function ThreadList({ threads, chosen, onChange }: ThreadListProps): ReactNode {
  const { labels, log } = useLogTools()
  const [text, setText] = useState('')
  const wanted = text.toLowerCase()
  const found = threads
    .filter((thread) => thread.toLowerCase().includes(wanted))
    .map((thread) => ({ thread, count: log.threadSize(thread) }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, longestList)
  return (
    <>
      <TextInput
        size="xs"
        aria-label={labels.searchThreads}
        placeholder={labels.searchThreads}
        value={text}
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      <div className={classes.threadsList}>
        {found.map(({ thread, count }) => (
          <Checkbox
            key={thread}
            size="xs"
            checked={chosen.includes(thread)}
            label={
              <span className={classes.threadsItem}>
                <span className={classes.threadsItemName}>{thread || labels.noThread}</span>
                <span className={classes.threadsItemCount}>{count.toLocaleString('en-US')}</span>
              </span>
            }
            onChange={({ currentTarget }) => {
              const others = chosen.filter((each) => each !== thread)
              onChange(currentTarget.checked ? [...others, thread] : others)
            }}
          />
        ))}
      </div>
      {chosen.length > 0 && (
        <UnstyledButton
          className={classes.threadsAll}
          onClick={() => {
            onChange([])
          }}
        >
          {labels.allThreads}
        </UnstyledButton>
      )}
    </>
  )
}
