import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { frame, rows, settle, show, visibleTexts } from './shown-log.tsx'

afterEach(() => {
  cleanup()
  setHidden(false)
})

/** What changes within an element from now on. */
function changesIn(element: Element): () => MutationRecord[] {
  const observer = new MutationObserver(() => {})
  const records: MutationRecord[] = []
  observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true })
  return () => {
    records.push(...observer.takeRecords())
    return records
  }
}

function setHidden(isHidden: boolean): void {
  if (isHidden) Object.defineProperty(document, 'hidden', { configurable: true, value: true })
  else Reflect.deleteProperty(document, 'hidden')
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Lines 1 to `count`, without one that wraps. */
function appendShort(log: ReturnType<typeof show>['log'], from: number, to: number): void {
  for (let seq = from; seq <= to; seq += 1) {
    log.append({ seq, event: 'log', data: { text: `short ${seq}`, level: 'info' }, timestamp: 1_000_000 })
  }
}

function showShort(count: number) {
  const shown = show(0)
  appendShort(shown.log, 1, count)
  return shown
}

it('a new line changes one row and moves the layer, and no other row changes', async () => {
  const { log, scroller } = showShort(200)
  await settle()
  const before = rows()
  const layer = before[0]?.parentElement as HTMLElement
  const changes = changesIn(layer)
  appendShort(log, 201, 201)
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toBe('short 201')
  })
  await settle()
  const newest = rows().at(-1) as HTMLElement
  expect(newest).toBe(before[0])
  const elsewhere = changes().filter(({ target }) => target !== layer && !newest.contains(target))
  expect(elsewhere).toEqual([])
  expect(rows()).toHaveLength(before.length)
})

/** Says in the message of a failure what changed. */
function described({ type, attributeName, target }: MutationRecord): string {
  const element = target instanceof Element ? target : target.parentElement
  return `${attributeName ?? type} of ${element?.outerHTML.slice(0, 200)}`
}

it('a line each second changes row, histogram, counts and scroll bar in one frame', async () => {
  const { log, scroller } = showShort(200)
  await settle()
  const root = scroller.closest('.mantine-LogViewer-root') as Element
  await waitFor(() => expect(root.querySelector('path[data-level]')).not.toBeNull())
  const frames: MutationRecord[][] = []
  const observer = new MutationObserver((records) => frames.push(records))
  const second = async () => {
    for (const from = performance.now(); performance.now() - from < 1000;) await frame()
  }
  // The first lines arrive at once. From the next one on, each is a second after the last.
  await second()
  appendShort(log, 201, 201)
  await second()
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
  for (let seq = 202; seq <= 204; seq += 1) {
    frames.length = 0
    appendShort(log, seq, seq)
    await second()
    const isIn = (record: MutationRecord, selector: string) =>
      (record.target instanceof Element ? record.target : record.target.parentElement)?.closest(selector) !=
      null
    const [first = [], ...later] = frames.filter(
      (records) => !records.every((each) => isIn(each, '[role=status]')),
    )
    expect(first.some((each) => isIn(each, '[role=list]'))).toBe(true)
    expect(first.some((each) => isIn(each, '.mantine-LogViewer-histogram'))).toBe(true)
    expect(first.some((each) => isIn(each, '.mantine-LogViewer-footer'))).toBe(true)
    expect(later.flat().map(described)).toEqual([])
  }
  observer.disconnect()
})

it('a viewer of an idle log does not change the DOM', async () => {
  const { scroller } = showShort(200)
  await settle()
  const changes = changesIn(scroller.closest('.mantine-LogViewer-root') as Element)
  for (let count = 0; count < 60; count += 1) await frame()
  expect(changes()).toEqual([])
})

it('a viewer in a hidden tab updates at most twice a second, and shows the newest lines when the tab is visible again', async () => {
  const { log, scroller } = showShort(200)
  await settle()
  setHidden(true)
  let updates = 0
  const observer = new MutationObserver(() => (updates += 1))
  observer.observe(scroller, { subtree: true, childList: true, characterData: true, attributes: true })
  const from = performance.now()
  let seq = 200
  while (performance.now() - from < 2200) {
    seq += 1
    appendShort(log, seq, seq)
    await frame()
  }
  expect(updates).toBeGreaterThan(0)
  // An update may be several changes of the page; while it is seen there are ten updates a second.
  expect(updates).toBeLessThanOrEqual(10)
  observer.disconnect()
  // How many lines there are depends on the frames of the browser.
  appendShort(log, seq + 1, seq + 100)
  setHidden(false)
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toBe(`short ${seq + 100}`)
  })
})

it('a viewer with display: none does not change the DOM until it is displayed', async () => {
  const { log, scroller } = showShort(200)
  await settle()
  const root = scroller.closest<HTMLElement>('.mantine-LogViewer-root') as HTMLElement
  const box = root.parentElement as HTMLElement
  box.style.display = 'none'
  await settle()
  const changes = changesIn(root)
  appendShort(log, 201, 400)
  for (let count = 0; count < 90; count += 1) await frame()
  expect(changes()).toEqual([])
  box.style.display = ''
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toBe('short 400')
  })
})

it('a viewer that is scrolled out of view is updated a few times a second', async () => {
  const { log, scroller } = showShort(200)
  const above = document.createElement('div')
  above.style.height = '5000px'
  document.body.prepend(above)
  try {
    window.scrollTo(0, 0)
    await settle()
    const layer = rows()[0]?.parentElement as HTMLElement
    let updates = 0
    const observer = new MutationObserver(() => {
      updates += 1
    })
    observer.observe(layer, { subtree: true, childList: true, characterData: true })
    for (let seq = 201; seq <= 260; seq += 1) {
      appendShort(log, seq, seq)
      await frame()
    }
    observer.disconnect()
    expect(updates).toBeLessThanOrEqual(4)
    // What a test looks for in it is there all the same.
    await waitFor(() => {
      expect(rows().at(-1)?.textContent).toContain('short 260')
    })
    scroller.scrollIntoView()
    appendShort(log, 261, 261)
    await waitFor(() => {
      expect(visibleTexts(scroller).at(-1)).toBe('short 261')
    })
  } finally {
    above.remove()
  }
})
