import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { type Level, levels } from '../../../index.ts'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })

/** Duration after which a press counts as a long press, ms. */
const longPress = 500

/**
 * A toggle per level with the number of its lines. A click shows only that level, a second click shows all levels. A
 * click with Ctrl or Cmd, or a long press, adds or removes the level.
 */
export const LevelFilter = memo(function LevelFilter({ counts }: { counts: readonly number[] }): ReactNode {
  const { labels, query, changeQuery, getStyles } = useLogTools()
  const chip = useMemo(() => getStyles('level'), [getStyles])
  const root = useMemo(() => getStyles('levels'), [getStyles])
  const press = useRef<{ timer?: ReturnType<typeof setTimeout>; wasLong: boolean }>({ wasLong: false })
  const shown = query.levels ?? levels
  const show = (next: readonly Level[]): void => {
    const isAll = next.length === 0 || next.length === levels.length
    changeQuery({ levels: isAll ? undefined : next })
  }
  const toggle = (level: Level): void => {
    show(levels.filter((each) => (each === level) !== shown.includes(each)))
  }
  const end = (): void => {
    clearTimeout(press.current.timer)
  }
  useEffect(() => {
    const { current } = press
    return () => {
      clearTimeout(current.timer)
    }
  }, [])
  return (
    <div {...root} role="group" aria-label={labels.levels}>
      {levels.map((level, rank) => {
        const count = counts[rank] ?? 0
        return (
          <button
            key={level}
            title={`${labels.level[level]}: ${labels.levelHint}`}
            {...chip}
            type="button"
            data-level={level}
            data-none={count === 0 || undefined}
            aria-pressed={shown.includes(level)}
            onClick={({ ctrlKey, metaKey }) => {
              if (press.current.wasLong) {
                press.current.wasLong = false
                return
              }
              if (ctrlKey || metaKey) toggle(level)
              else show(shown.length === 1 && shown[0] === level ? levels : [level])
            }}
            onKeyDown={(event) => {
              // Browsers do not click when Enter or Space is pressed with a modifier key.
              if (!(event.ctrlKey || event.metaKey) || !['Enter', ' '].includes(event.key)) return
              event.preventDefault()
              toggle(level)
            }}
            onPointerDown={({ button, ctrlKey }) => {
              end()
              press.current.wasLong = false
              if (button !== 0 || ctrlKey) return
              press.current.timer = setTimeout(() => {
                press.current.wasLong = true
                toggle(level)
              }, longPress)
            }}
            onPointerUp={end}
            onPointerLeave={end}
            onPointerCancel={end}
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
