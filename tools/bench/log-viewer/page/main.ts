import { measureJumps } from './jumps.tsx'
import { mountPlainRows, mountSink } from './plain-viewers.ts'
import { mountOurs, mountPatternfly, mountReactLogviewer, mountVirtuoso } from './react-viewers.tsx'
import type { MountViewer, Viewer } from './viewer.ts'
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

/** What one run in the page measured. */
export interface PageFigures {
  longTasks: number
  /** ms that looking for the newest line took. */
  looking: number
  /** ms */
  worstFrame: number
  /** ms from the event to the first frame that shows it or a later one; null when it was never seen. */
  delays: (number | null)[]
}

declare global {
  interface Window {
    /** Mounts a viewer and lets it come to rest. */
    mountViewer: (name: string) => Promise<void>
    /** Frames that each jump took in ours, with so many lines. */
    jumpAround: (lines: number, targets: number[]) => Promise<number[]>
    runViewer: (rate: number, seconds: number) => Promise<PageFigures>
  }
}

const tick = 10

window.jumpAround = (lines, targets) => {
  const root = document.querySelector<HTMLElement>('#root')
  if (!root) throw new Error('Expected an element to mount in but got none.')
  return measureJumps(root, lines, targets)
}

/** The newest line number that can be seen in the lower part of the viewer. */
function newestVisible(root: HTMLElement): number {
  const { left, bottom } = root.getBoundingClientRect()
  let newest = 0
  for (let y = bottom - 8; y > bottom - 160; y -= 12) {
    for (const element of document.elementsFromPoint(left + 260, y)) {
      const text = element.textContent ?? ''
      if (text.length > 400) continue
      const number = Number(/line (\d+) /.exec(text)?.[1] ?? 0)
      newest = Math.max(newest, number)
    }
  }
  return newest
}

let mounted: { name: string; root: HTMLElement; viewer: Viewer } | null = null

window.mountViewer = async (name) => {
  const mount = viewers[name]
  const root = document.querySelector<HTMLElement>('#root')
  if (!mount || !root) throw new Error(`Expected a viewer's name but got ${name}.`)
  mounted = { name, root, viewer: await mount(root) }
  await new Promise((resolve) => setTimeout(resolve, 500))
}

window.runViewer = async (rate, seconds) => {
  if (!mounted) throw new Error('Expected a mounted viewer but got none.')
  const { name, root, viewer } = mounted
  let longTasks = 0
  new PerformanceObserver((list) => {
    longTasks += list.getEntries().length
  }).observe({ type: 'longtask' })

  const started = performance.now()
  let sent = 0
  let worstFrame = 0
  let lastFrame = started
  const waiting: { line: number; at: number; seen: number | null }[] = []
  const isOver = (): boolean => performance.now() - started > seconds * 1000

  const onFrame = (now: number): void => {
    worstFrame = Math.max(worstFrame, now - lastFrame)
    lastFrame = now
    if (!isOver()) requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)

  // Five times a second, and just after a frame, so that what looking takes holds none of the viewer's layout.
  let looking = 0
  const look = (line: number, at: number): void => {
    requestAnimationFrame(() => {
      setTimeout(() => {
        const before = performance.now()
        const newest = name === 'sink' ? line : newestVisible(root)
        const now = performance.now()
        looking += now - before
        for (const each of waiting) if (each.seen === null && newest >= each.line) each.seen = now
        waiting.push({ line, at, seen: null })
      })
    })
  }
  let looked = 0
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - started) / 1000) * rate)
      for (; sent < due; sent += 1)
        viewer.add(`line ${sent + 1} of a log that is written quickly, with some more text`)
      const now = performance.now()
      if (now - looked > 200) {
        looked = now
        look(sent, now)
      }
      if (!isOver()) return
      clearInterval(timer)
      resolve()
    }, tick)
  })
  return {
    longTasks,
    looking,
    worstFrame,
    delays: waiting.slice(0, -3).map(({ at, seen }) => (seen === null ? null : seen - at)),
  }
}
