/** A log viewer under test. Each line is a separate event. */
export interface Viewer {
  add: (line: string) => void
}

export type MountViewer = (root: HTMLElement) => Viewer | Promise<Viewer>

/** Maximum number of lines in viewers that receive an array. */
export const capacity = 100_000
/** ms between two updates of viewers that receive an array; equal to the interval of LogViewer at high rates. */
export const paintInterval = 100

/** Collects lines, and passes the newest `capacity` lines to the viewer at each interval. */
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
