import { describe, expect, inject, it } from 'vitest'
import { modulesFrom } from './module-graph.ts'

const unpacked = inject('unpacked')

/** The modules and packages that a module imports, directly or through others, without `import()`. */
function loadedWith(path: string): string[] {
  const modules = modulesFrom(unpacked, path, true)
  const sources = [...modules.values()].flatMap(({ imports }) =>
    imports.flatMap(({ source, isDynamic }) => (isDynamic ? [] : [source])),
  )
  return [path, ...sources]
}

/** The same, with what is loaded on demand. */
const reached = (path: string) => [...modulesFrom(unpacked, path).keys()]

const viewer = 'dist/mantine/LogViewer/LogViewer.js'

describe('what is loaded on demand', () => {
  it.each([
    [viewer, 'dist/mantine/LogViewer/timeline/time-slots.js'],
    [viewer, 'dist/mantine/LogViewer/timeline/HistogramBars.js'],
    [viewer, 'dist/mantine/LogViewer/viewport/OverviewCanvas.js'],
    [viewer, 'dist/mantine/LogViewer/viewport/draw-overview.js'],
    [viewer, 'dist/mantine/LogViewer/selection/SelectionBar.js'],
    [viewer, 'dist/mantine/LogViewer/keyboard/KeyList.js'],
    [viewer, 'dist/mantine/LogViewer/part-labels.js'],
    [viewer, 'dist/mantine/LogViewer/toolbar/OptionItems.js'],
    [viewer, 'dist/mantine/LogViewer/toolbar/TimeItems.js'],
    [viewer, 'dist/mantine/LogViewer/toolbar/ThreadItems.js'],
    [viewer, 'dist/mantine/LogViewer/toolbar/BookmarkItems.js'],
    [viewer, 'dist/client/log/search/regex-worker.js'],
    ['dist/mantine/OnlineUsers/OnlineUsers.js', 'dist/mantine/OnlineUsers/VirtualMembers.js'],
  ])('%s does not import %s', (path, part) => {
    expect(reached(path)).toContain(part)
    expect(loadedWith(path)).not.toContain(part)
  })

  it('OnlineUsers does not import the actions of a kit', () => {
    expect(loadedWith('dist/mantine/OnlineUsers/PresenceSource.js')).not.toContain(
      'dist/react/usePusherActions.js',
    )
  })

  it.each([
    [viewer, 'anser'],
    ['dist/mantine/OnlineUsers/OnlineUsers.js', 'virtua'],
  ])('%s does not import %s', (path, name) => {
    expect(loadedWith(path)).not.toContain(name)
  })
})
