import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { createEventLog } from 'react-pusher-kit'
import { LogViewer } from 'react-pusher-kit/mantine'

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

function isOnScreen(root: HTMLElement, seq: number): boolean {
  const { top, bottom } = root.getBoundingClientRect()
  return [...root.querySelectorAll('[data-index]')].some((row) => {
    const box = row.getBoundingClientRect()
    return row.textContent.includes(`line ${seq} of`) && box.top >= top && box.bottom <= bottom
  })
}

/** Frames from each change of `jumpTo` until the line is on screen, in a log with a given number of lines. */
export async function measureJumps(root: HTMLElement, lines: number, targets: number[]): Promise<number[]> {
  const log = createEventLog({ capacity: lines })
  for (let seq = 1; seq <= lines; seq += 1) {
    const text = `line ${seq} of a log that is written quickly, with some more text`
    log.append({ seq, event: 'log', data: { text, level: 'info' }, timestamp: seq })
  }
  const reactRoot = createRoot(root)
  const show = (jumpTo?: number) =>
    reactRoot.render(
      <MantineProvider>
        <LogViewer log={log} height={600} {...(jumpTo !== undefined && { jumpTo })} />
      </MantineProvider>,
    )
  show()
  while (!isOnScreen(root, lines)) await nextFrame()
  const frames: number[] = []
  for (const target of targets) {
    await nextFrame()
    show(target)
    let passed = 0
    do {
      await nextFrame()
      passed += 1
    } while (!isOnScreen(root, target) && passed < 600)
    frames.push(passed)
  }
  reactRoot.unmount()
  return frames
}
