import { Feed } from './feed.ts'
import { measureJumps } from './jumps.tsx'
import { newestVisible } from './newest-line.ts'
import { mountPlainRows, mountSink } from './plain-viewers.ts'
import { mountOurs, mountPatternfly, mountReactLogviewer, mountVirtuoso } from './react-viewers.tsx'
import type { MountViewer } from './viewer.ts'
import { mountXterm } from './xterm-viewer.ts'

const viewers: Record<string, MountViewer> = {
  sink: mountSink,
  'plain rows': mountPlainRows,
  ours: mountOurs,
  'react-virtuoso': mountVirtuoso,
  'xterm.js': mountXterm,
  '@melloware/react-logviewer': mountReactLogviewer,
  '@patternfly/react-log-viewer': mountPatternfly,
}

/** The measurements of one run in the page. */
export interface WorkFigures {
  longTasks: number
  /** ms */
  worstFrame: number
  /** Lines added. */
  lines: number
}

/** ms from adding a line to the end of the first frame that shows it or a later line; null if it was never visible. */
export type TailDelays = (number | null)[]

declare global {
  interface Window {
    /** Mounts a viewer, fills it and waits until it is idle. */
    mountViewer: (name: string) => Promise<void>
    /** Frames that each jump took in LogViewer, with a given number of lines. */
    jumpAround: (lines: number, targets: number[]) => Promise<number[]>
    /** Adds lines without reading the page, so that only the viewer causes work. */
    runViewer: (rate: number, seconds: number) => Promise<WorkFigures>
    /** Adds lines, and searches for the newest line after every frame. */
    watchTail: (rate: number, seconds: number) => Promise<TailDelays>
  }
}

/**
 * Lines/s and seconds of the first lines. They fill every viewer, because a viewport that is not full costs less. Only a
 * few are added at a time, because some viewers follow the end only if they were scrolled to it.
 */
const firstLines = [30, 2] as const

let mounted: { name: string; root: HTMLElement; feed: Feed } | null = null

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500))

function rootElement(): HTMLElement {
  const root = document.querySelector<HTMLElement>('#root')
  if (!root) throw new Error('Expected an element to mount in but got none.')
  return root
}

function mountedViewer(): NonNullable<typeof mounted> {
  if (!mounted) throw new Error('Expected a mounted viewer but got none.')
  return mounted
}

window.jumpAround = (lines, targets) => measureJumps(rootElement(), lines, targets)

window.mountViewer = async (name) => {
  const mount = viewers[name]
  if (!mount) throw new Error(`Expected a viewer's name but got ${name}.`)
  const root = rootElement()
  mounted = { name, root, feed: new Feed(await mount(root)) }
  await rest()
  await mounted.feed.run(...firstLines)
  await rest()
}

window.runViewer = async (rate, seconds) => {
  const { feed } = mountedViewer()
  let longTasks = 0
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length
  })
  observer.observe({ type: 'longtask' })
  let worstFrame = 0
  let lastFrame = performance.now()
  let isOver = false
  const onFrame = (now: number): void => {
    worstFrame = Math.max(worstFrame, now - lastFrame)
    lastFrame = now
    if (!isOver) requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)
  const before = feed.sent
  await feed.run(rate, seconds)
  isOver = true
  observer.disconnect()
  return { longTasks, worstFrame, lines: feed.sent - before }
}

window.watchTail = async (rate, seconds) => {
  const { name, root, feed } = mountedViewer()
  const waiting: { line: number; at: number; seen: number | null }[] = []
  let isOver = false
  const look = (): void => {
    const newest = name === 'sink' ? feed.sent : newestVisible(root)
    const now = performance.now()
    for (const each of waiting) if (each.seen === null && newest >= each.line) each.seen = now
  }
  const onFrame = (): void => {
    if (isOver) return
    requestAnimationFrame(onFrame)
    // A separate task after the frame: the lines are already laid out and painted, so that reading causes no layout.
    setTimeout(look)
  }
  requestAnimationFrame(onFrame)
  await feed.run(rate, seconds, () => {
    waiting.push({ line: feed.sent, at: performance.now(), seen: null })
  })
  // Waits another second for the last lines.
  await rest()
  await rest()
  isOver = true
  return waiting.map(({ at, seen }) => (seen === null ? null : seen - at))
}
