import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { cdp, server } from 'vitest/browser'
import { afterEach, expect, it } from 'vitest'
import { append, settle, show } from './shown-log.tsx'

afterEach(cleanup)

const lines = (): HTMLElement[] =>
  within(within(screen.getByRole('region', { name: 'Log lines' })).getByRole('list')).getAllByRole('listitem')

it('renders lines as list items with a level word and their number in the log', async () => {
  const { log } = show(100)
  append(log, 101, 101, 'error')
  await settle()
  const [before, last] = lines().slice(-2) as [HTMLElement, HTMLElement]
  expect(within(last).getByRole('img', { name: 'Error' })).toBeVisible()
  expect(within(before).getByRole('img', { name: 'Info' })).toBeVisible()
  expect(last).toHaveAttribute('aria-posinset', '101')
  expect(before).toHaveAttribute('aria-posinset', '100')
  // The log goes on.
  expect(last).toHaveAttribute('aria-setsize', '-1')
})

it('sets aria-current on the current match, and a name on the bookmark icon', async () => {
  const bookmark = { seq: 30, text: 'line 30', level: 'info' as const, thread: 't0', timestamp: 30 }
  show(30, { defaultQuery: { text: 'line 30' }, defaultBookmarks: [bookmark] })
  await screen.findByText('1', { selector: '.mantine-LogViewer-search *' })
  await userEvent.click(screen.getByRole('textbox', { name: 'Search the log' }))
  await userEvent.keyboard('{Enter}')
  await waitFor(() => {
    expect(lines().filter((line) => line.ariaCurrent === 'true')).toHaveLength(1)
  })
  const current = lines().find((line) => line.ariaCurrent === 'true') as HTMLElement
  expect(current).toHaveTextContent('line 30')
  expect(within(current).getByRole('img', { name: 'Bookmarked' })).toBeVisible()
})

interface AccessibilityNode {
  role?: { value: string }
  name?: { value: string }
  ignored: boolean
  childIds?: string[]
  nodeId: string
}

/** The roles and names of what is in the list of lines, as Chromium gives them to a screen reader. */
async function linesOfTree(): Promise<string[][]> {
  const session = cdp() as unknown as {
    send: (method: string, options?: object) => Promise<Record<string, never>>
  }
  const { frameTree } = (await session.send('Page.getFrameTree')) as unknown as {
    frameTree: { childFrames: { frame: { id: string } }[] }
  }
  const frameId = frameTree.childFrames[0]?.frame.id
  const { nodes } = (await session.send('Accessibility.getFullAXTree', { frameId })) as unknown as {
    nodes: AccessibilityNode[]
  }
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const below = (node: AccessibilityNode): AccessibilityNode[] =>
    (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id)
      if (!child) return []
      // The letter of an image is not shown to a screen reader.
      if (child.role?.value === 'image') return [child]
      return child.ignored ? below(child) : [child, ...below(child)]
    })
  return nodes
    .filter(({ role, ignored }) => !ignored && role?.value === 'listitem')
    .map((item) =>
      below(item)
        .filter(({ role }) => role?.value === 'StaticText' || role?.value === 'image')
        .map(({ role, name }) => `${role?.value} ${name?.value}`),
    )
}

it.runIf(server.browser === 'chromium')(
  'in the accessibility tree a line is time, level, thread and text',
  async () => {
    const { log } = show(3, { defaultUtc: true })
    append(log, 4, 4, 'error')
    await settle()
    expect(await linesOfTree()).toEqual([
      ['StaticText 00:00:00.001', 'image Info', 'StaticText t1', 'StaticText line 1'],
      ['StaticText 00:00:00.002', 'image Info', 'StaticText t0', 'StaticText line 2'],
      ['StaticText 00:00:00.003', 'image Info', 'StaticText t1', 'StaticText line 3'],
      ['StaticText 00:00:00.004', 'image Error', 'StaticText t0', 'StaticText line 4'],
    ])
  },
)
