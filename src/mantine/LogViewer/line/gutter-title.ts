import { wholeTime } from './log-time.ts'
import type { RowView } from './row-view.ts'

/** Gives the part of a row under the pointer what it abbreviates as its title: not every row in every paint. */
export function titleGutter(target: EventTarget, { log }: RowView): void {
  if (!(target instanceof HTMLElement) || !('gutter' in target.dataset)) return
  const index = target.closest<HTMLElement>('[data-index]')?.dataset['index']
  const line = index === undefined ? undefined : log.line(Number(index))
  if (!line) return
  if (target.localName === 'time') target.title = wholeTime(line.timestamp)
  else if (target.localName === 'span') target.title = target.textContent
}
