/** A log viewer under test. Each line is an event of its own. */
export interface Viewer {
  add: (line: string) => void
}

export type MountViewer = (root: HTMLElement) => Viewer | Promise<Viewer>

/** Lines kept by viewers that are given their lines as an array. */
export const capacity = 100_000
/** ms between two updates of viewers that are given an array: the same as ours takes in a rush. */
export const paintInterval = 100

/** Collects lines, and hands the newest `capacity` of them over at each interval. */
export function collectLines(onLines: (lines: string[], added: string[]) => void): Viewer {
  let lines: string[] = []
  let added: string[] = []
  setInterval(() => {
    if (added.length === 0) return
    lines = [...lines, ...added].slice(-capacity)
    onLines(lines, added)
    added = []
  }, paintInterval)
  return { add: (line) => added.push(line) }
}
