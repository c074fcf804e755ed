import '@mantine/core/styles.css'
import '@patternfly/react-core/dist/styles/base.css'
import { MantineProvider } from '@mantine/core'
import { LazyLog } from '@melloware/react-logviewer'
import { LogViewer as PatternflyLogViewer } from '@patternfly/react-log-viewer'
import { createRef, type ReactNode, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { createEventLog } from 'react-pusher-kit'
import { LogViewer } from 'react-pusher-kit/mantine'
import { Virtuoso } from 'react-virtuoso'
import { capacity, collectLines, type MountViewer, type Viewer } from './viewer.ts'

export const mountOurs: MountViewer = (root) => {
  const log = createEventLog({ capacity })
  createRoot(root).render(
    <MantineProvider>
      <LogViewer log={log} height={600} />
    </MantineProvider>,
  )
  let seq = 0
  return {
    add: (text) => {
      seq += 1
      const timestamp = Date.now()
      log.append({ seq, event: 'log', data: { text, level: 'info', thread_id: 'bench' }, timestamp })
    },
  }
}

/** A viewer whose prop is an array of lines. */
function mountWithLines(root: HTMLElement, draw: (lines: string[]) => ReactNode): Viewer {
  let shown: string[] = []
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  function Lines(): ReactNode {
    return draw(useSyncExternalStore(subscribe, () => shown))
  }
  createRoot(root).render(<Lines />)
  return collectLines((lines) => {
    shown = lines
    for (const listener of listeners) listener()
  })
}

export const mountVirtuoso: MountViewer = (root) =>
  mountWithLines(root, (lines) => (
    <Virtuoso
      style={{ height: 600 }}
      data={lines}
      followOutput
      initialTopMostItemIndex={Math.max(0, lines.length - 1)}
      itemContent={(_, line) => <div style={{ font: '12px/20px monospace' }}>{line}</div>}
    />
  ))

export const mountPatternfly: MountViewer = (root) =>
  mountWithLines(root, (lines) => (
    <PatternflyLogViewer data={lines} height={600} hasLineNumbers={false} scrollToRow={lines.length} />
  ))

export const mountReactLogviewer: MountViewer = (root) => {
  const viewer = createRef<LazyLog>()
  createRoot(root).render(<LazyLog ref={viewer} external follow selectableLines height={600} width={1000} />)
  return collectLines((_, added) => viewer.current?.appendLines(added))
}
