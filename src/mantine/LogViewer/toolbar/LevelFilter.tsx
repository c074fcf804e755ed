import { memo, type MouseEvent, type ReactNode, useMemo } from 'react'
import { type Level, levels } from '../../../index.ts'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })

/** A toggle per level with the number of its lines. A click hides or shows a level; with Alt it shows only that one. */
export const LevelFilter = memo(function LevelFilter({ counts }: { counts: readonly number[] }): ReactNode {
  const { labels, query, changeQuery, getStyles } = useLogTools()
  const chip = useMemo(() => getStyles('level'), [getStyles])
  const root = useMemo(() => getStyles('levels'), [getStyles])
  const shown = query.levels ?? levels
  const onClick = (level: Level, { altKey }: MouseEvent): void => {
    const isOnly = shown.length === 1 && shown[0] === level
    const next = altKey
      ? isOnly
        ? levels
        : [level]
      : levels.filter((each) => (each === level) !== shown.includes(each))
    changeQuery({ levels: next.length === levels.length ? undefined : next })
  }
  return (
    <div {...root} role="group" aria-label={labels.levels}>
      {levels.map((level, rank) => {
        const count = counts[rank] ?? 0
        return (
          <button
            key={level}
            title={labels.level[level]}
            {...chip}
            type="button"
            data-level={level}
            data-none={count === 0 || undefined}
            aria-pressed={shown.includes(level)}
            onClick={(event) => {
              onClick(level, event)
            }}
          >
            <span className={classes.levelLetter} aria-hidden="true">
              {labels.level[level].charAt(0)}
            </span>
            <span className={classes.levelName}>{labels.level[level]}</span>
            <span className={classes.levelCount}>{compact.format(count)}</span>
          </button>
        )
      })}
    </div>
  )
})
