import { UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, memo, type ReactNode, type RefObject } from 'react'
import { IconButton } from '../IconButton.tsx'
import { Icon } from '../icons.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

export interface LogSearchProps {
  inputRef: RefObject<HTMLInputElement | null>
  /** Which match is current, from 1; 0 for none. */
  ordinal: number
  step: (direction: 1 | -1) => void
  /** Matches so far; null without a search. */
  total: number | null
  isDone: boolean
  /** Id of the element with the error of the search; null without an error. */
  errorId: string | null
}

/** The search field with its modes, the count of matches, and buttons to the next and previous one. */
export const LogSearch = memo(function LogSearch(props: LogSearchProps): ReactNode {
  const { inputRef, ordinal, step, total, isDone, errorId } = props
  const { labels, query, changeQuery, getStyles } = useLogTools()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') step(event.shiftKey ? 1 : -1)
    else if (event.key === 'Escape') changeQuery({ text: undefined })
    else return
    event.preventDefault()
  }
  return (
    <div
      {...getStyles('search')}
      data-active={Boolean(query.text) || undefined}
      data-invalid={errorId !== null || undefined}
    >
      <span className={classes.searchIcon}>
        <Icon name="search" size={14} />
      </span>
      <input
        ref={inputRef}
        className={classes.searchInput}
        type="text"
        aria-label={labels.search}
        aria-invalid={errorId !== null}
        aria-describedby={errorId ?? undefined}
        placeholder={labels.searchPlaceholder}
        spellCheck={false}
        autoComplete="off"
        value={query.text ?? ''}
        onChange={(event) => {
          changeQuery({ text: event.currentTarget.value })
        }}
        onKeyDown={onKeyDown}
      />
      {query.text && (
        <>
          <span className={classes.searchCount} role="status">
            {total !== null && labels.matches(ordinal, total, isDone)}
          </span>
          <IconButton
            className={classes.searchStep ?? ''}
            label={labels.previousMatch}
            icon="up"
            disabled={errorId !== null}
            onClick={() => {
              step(-1)
            }}
          />
          <IconButton
            className={classes.searchStep ?? ''}
            label={labels.nextMatch}
            icon="down"
            disabled={errorId !== null}
            onClick={() => {
              step(1)
            }}
          />
        </>
      )}
      <Mode
        text="Aa"
        label={labels.matchCase}
        isOn={query.matchCase ?? false}
        onClick={() => {
          changeQuery({ matchCase: !query.matchCase })
        }}
      />
      <Mode
        text=".*"
        label={labels.regularExpression}
        isOn={query.mode === 'regex'}
        onClick={() => {
          changeQuery({ mode: query.mode === 'regex' ? undefined : 'regex' })
        }}
      />
      <Mode
        text={<Icon name="filter" size={14} />}
        label={labels.onlyMatches}
        isOn={query.onlyMatches ?? false}
        onClick={() => {
          changeQuery({ onlyMatches: !query.onlyMatches })
        }}
      />
      {query.text && (
        <IconButton
          className={classes.searchStep ?? ''}
          label={labels.clearSearch}
          icon="close"
          onClick={() => {
            changeQuery({ text: undefined })
          }}
        />
      )}
    </div>
  )
})

interface ModeProps {
  text: ReactNode
  label: string
  isOn: boolean
  onClick: () => void
}

function Mode({ text, label, isOn, onClick }: ModeProps): ReactNode {
  return (
    <UnstyledButton
      className={classes.searchMode}
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      onClick={onClick}
    >
      {text}
    </UnstyledButton>
  )
}
