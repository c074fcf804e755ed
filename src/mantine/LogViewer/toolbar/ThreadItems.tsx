import { Checkbox, TextInput, UnstyledButton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { usePartLabels } from '../usePartLabels.ts'

/** Most threads in the list; the search field finds the others. */
const longestList = 200

export interface ThreadItemsProps {
  threads: readonly string[]
  chosen: readonly string[]
  onChange: (threads: readonly string[]) => void
}

/** The list of threads with its search field. */
export function ThreadItems({ threads, chosen, onChange }: ThreadItemsProps): ReactNode {
  const { log } = useLogTools()
  const labels = usePartLabels()
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
