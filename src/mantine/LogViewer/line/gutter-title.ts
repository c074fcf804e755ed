import { wholeTime } from './log-time.ts'
import type { RowView } from './row-view.ts'

/** Sets the title of an abbreviated part of a row on hover, so that rows render without titles. */
export function setGutterTitle(target: EventTarget, { log }: RowView): void {
  if (!(target instanceof HTMLElement) || !('gutter' in target.dataset)) return
  const index = target.closest<HTMLElement>('[data-index]')?.dataset['index']
  const line = index === undefined ? undefined : log.line(Number(index))
  if (!line) return
  if (target.localName === 'time') target.title = wholeTime(line.timestamp)
  else if (target.ariaLabel) target.title = target.ariaLabel
  else if (target.localName === 'span') target.title = target.textContent
}
