/** Maximum length of one line's text. An element with a longer text contains several lines. */
const longestText = 400
/** Distance between two examined points, px; less than the height of a line. */
const step = 8

/** The number of the lowest visible line in a viewer with any layout; 0 without one. */
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
