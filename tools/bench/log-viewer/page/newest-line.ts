/** The text of one line at most: what is longer is an element around several. */
const longestText = 400
/** px between two points that are looked at; less than a line's height. */
const step = 8

/** The number of the lowest line that can be seen in a viewer, wherever in it the lines stand; 0 without one. */
export function newestVisible(root: HTMLElement): number {
  const { left, top, bottom } = root.getBoundingClientRect()
  for (let y = bottom - step / 2; y > top; y -= step) {
    for (const element of document.elementsFromPoint(left + 260, y)) {
      const text = element.textContent ?? ''
      if (text.length > longestText) continue
      const found = /line (\d+) /.exec(text)
      if (found) return Number(found[1])
    }
  }
  return 0
}
