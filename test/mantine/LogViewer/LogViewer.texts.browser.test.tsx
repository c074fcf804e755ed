import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog } from 'react-pusher-kit'
import { afterEach, expect, it } from 'vitest'
import { append, expectNoOverlap, rowInTheMiddle, rows, settle, show, visibleTexts } from './shown-log.tsx'

/** The words of a line that are broken over two rows. */
function cutWords(text: Element): string[] {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  const cut: string[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\S+/g)) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      if (range.getClientRects().length > 1) cut.push(word)
    }
  }
  return cut
}

afterEach(cleanup)

const escape = String.fromCharCode(27)

const odd: readonly string[] = [
  '',
  ' ',
  '\0\u0001\u0007\b null, bell and backspace',
  '10 %\r20 %\r30 %',
  'ends as Windows does\r',
  'one\r\ntwo\r\nthree',
  '\ttab\tafter\ttab',
  'a\u000bvertical\u000cform feed',
  'é e\u0301 n\u0303 Z\u0351\u036b\u0343\u036a',
  '👩‍👩‍👧 👍🏽 🇩🇪 ✈️ 😀😀😀',
  '漢字かな交じり文 한국어 텍스트 ｆｕｌｌ',
  'שלום עולם, GET /api 200 in 12 ms',
  'مرحبا بالعالم error=timeout',
  `no break\u00a0space, zero\u200bwidth, soft\u00adhyphen`,
  '\u202ereversed by an override',
  '\ud800 half a pair',
  `${escape}[31m漢字${escape}[0m and ${escape}]8;;https://example.org${String.fromCharCode(7)}a link${escape}]8;;${String.fromCharCode(7)}`,
  'w'.repeat(400),
  '漢'.repeat(200),
  '🙂'.repeat(150),
  '\t'.repeat(60),
]

function oddLog(repeat = 1) {
  const log = createEventLog()
  for (let round = 0; round < repeat; round += 1) {
    for (const [place, text] of odd.entries()) {
      const seq = round * odd.length + place + 1
      log.append({ seq, event: 'log', data: { text, thread_id: `t${seq % 2}` }, timestamp: seq })
    }
  }
  return log
}

it.each([
  ['wrapped', { defaultWrap: true }],
  ['in one row each', { defaultWrap: false }],
  ['dense', { defaultDensity: 'dense' as const }],
])('whatever stands in a line, rows follow each other without overlap: %s', async (_name, props) => {
  // Higher than all lines together, whatever the font.
  const { scroller } = show(0, { log: oddLog(), height: 8000, ...props })
  await waitFor(() => {
    expect(rows()).toHaveLength(odd.length)
  })
  await settle()
  expectNoOverlap(rows())
  for (const row of rows()) expect(row.getBoundingClientRect().height).toBeGreaterThan(10)
  const last = rows().at(-1) as HTMLElement
  expect(last.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top).toBeGreaterThan(300)
})

it('the visible lines stay in place when measured lines above are taller than estimated', async () => {
  const { scroller } = show(0, { log: oddLog(60) })
  await settle()
  scroller.focus()
  for (let page = 0; page < 12; page += 1) {
    await userEvent.keyboard('{ArrowUp}')
    const row = rowInTheMiddle(scroller)
    const { index } = row.dataset
    const { top } = row.getBoundingClientRect()
    await userEvent.keyboard('{PageUp}')
    await settle()
    await userEvent.keyboard('{PageDown}')
    await settle()
    const now = document.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect().top ?? NaN
    // Nothing is lost or gained on the way there and back but what was measured in view.
    expect(Math.abs(now - top)).toBeLessThan(scroller.clientHeight)
    expectNoOverlap(rows())
  }
})

it('cuts a line of a megabyte, shows its length, and copies the whole line', async () => {
  const user = userEvent.setup()
  const log = createEventLog()
  const text = `start ${'0123456789'.repeat(100_000)} end`
  log.append({ seq: 1, event: 'log', data: { text }, timestamp: 0 })
  log.append({ seq: 2, event: 'log', data: { text: 'after it' }, timestamp: 0 })
  const { scroller } = show(0, { log, defaultQuery: { text: '5' } })
  await screen.findByText('1')
  expect(screen.getByText('after it')).toBeVisible()
  expectNoOverlap(rows())
  expect(scroller.querySelectorAll('mark').length).toBeLessThan(600)
  await user.click(screen.getByRole('button', { name: 'Show 200,000 of 1,000,010 characters' }))
  await waitFor(() => {
    expect(scroller.textContent).toContain('[cut, 1,000,010 characters in total]')
  })
  expect(scroller.querySelectorAll('mark').length).toBeLessThan(600)
  scroller.focus()
  await user.keyboard('g')
  fireEvent.click(scroller.querySelector('[data-index="0"] time') as Element)
  await user.click(await screen.findByRole('button', { name: 'Copy' }))
  await waitFor(async () => {
    expect((await navigator.clipboard.readText()).length).toBe(text.length)
  })
})

it('a line of 50 kB has a few rows; a click shows the whole line and another click collapses it', async () => {
  const user = userEvent.setup()
  const log = createEventLog()
  append(log, 1, 40)
  const texts = [
    `one ${'word '.repeat(10_000)}end`,
    `stack\n${Array.from({ length: 5000 }, (_, row) => `at ${row}`).join('\n')}`,
  ]
  for (const [place, text] of texts.entries())
    log.append({ seq: 41 + place, event: 'log', data: { text }, timestamp: 41 + place })
  append(log, 43, 44)
  const { scroller } = show(0, { log, height: 1200 })
  await settle()
  const line = (index: number): HTMLElement =>
    scroller.querySelector(`[data-index="${index}"]`) as HTMLElement
  for (const index of [40, 41]) expect(line(index).getBoundingClientRect().height).toBeLessThan(800)
  expect(visibleTexts(scroller).slice(-2)).toEqual(['line 43', 'line 44'])
  expectNoOverlap(rows())
  await user.click(within(line(40)).getByRole('button', { name: 'Show all 50,007 characters' }))
  await waitFor(() => {
    expect(line(40).getBoundingClientRect().height).toBeGreaterThan(5000)
  })
  expect(line(40).textContent).toContain('word end')
  expectNoOverlap(rows())
  within(line(40)).getByRole('button', { name: 'Show less' }).click()
  await waitFor(() => {
    expect(line(40).getBoundingClientRect().height).toBeLessThan(800)
  })
  await settle()
  expectNoOverlap(rows())
})

it('shows the current match at any distance from the beginning of its line', async () => {
  const log = createEventLog()
  log.append({ seq: 1, event: 'log', data: { text: `${'word '.repeat(2000)}needle` }, timestamp: 1 })
  const { scroller } = show(0, { log, defaultQuery: { text: 'needle' } })
  await screen.findByText('1', { selector: '.mantine-LogViewer-search *' })
  expect(scroller.querySelector('mark')).toBeNull()
  scroller.focus()
  await userEvent.keyboard('n')
  await waitFor(() => {
    expect(scroller.querySelector('mark')).toHaveTextContent('needle')
  })
})

it('lays out ten thousand lines of another script quickly', async () => {
  const log = createEventLog()
  for (let seq = 1; seq <= 10_000; seq += 1) {
    log.append({
      seq,
      event: 'log',
      data: { text: `ошибка номер ${seq}: ${'повтор '.repeat(20)}` },
      timestamp: seq,
    })
  }
  const { scroller } = show(0, { log })
  await settle()
  scroller.focus()
  await userEvent.keyboard('g')
  await settle()
  expectNoOverlap(rows())
  expect(rows()[0]?.textContent).toContain('номер 1:')
  await userEvent.keyboard('G')
  await settle()
  expectNoOverlap(rows())
  expect(rows().at(-1)?.textContent).toContain('номер 10000:')
})

it('shows the last state of a progress bar with the required rows, and copies the whole text', async () => {
  const user = userEvent.setup()
  const log = createEventLog()
  const text = `${'fetching packages '.repeat(20)}\r100 % fetched\r`
  log.append({ seq: 1, event: 'log', data: { text: `${text}\r` }, timestamp: 0 })
  log.append({ seq: 2, event: 'log', data: { text: 'after it' }, timestamp: 0 })
  const { scroller } = show(0, { log, defaultQuery: { text: 'fetch' } })
  await settle()
  expect(visibleTexts(scroller)).toEqual(['100 % fetched', 'after it'])
  expect(rows()[0]?.getBoundingClientRect().height).toBeLessThan(30)
  expectNoOverlap(rows())
  expect([...scroller.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['fetch'])
  fireEvent.click(scroller.querySelector('[data-index="0"] time') as Element)
  await user.click(await screen.findByRole('button', { name: 'Copy' }))
  await waitFor(async () => {
    expect(await navigator.clipboard.readText()).toBe(text)
  })
})

it('wraps long lines at spaces, and splits only words that are longer than a row', async () => {
  const log = createEventLog()
  const texts = [
    'Safari cannot reach the server within 1204 ms while the wind blows from the north and the sea is calm',
    'Browsers: Firefox, Chrome, Safari and Edge measure 1204 ms where others measure 90 ms at night',
    'x'.repeat(120),
    'tab\tseparated values of a list that wraps at some point, somewhere behind the last of its words',
  ]
  for (const [seq, text] of texts.entries()) log.append({ seq, event: 'log', data: { text }, timestamp: seq })
  const { scroller } = show(0, { log, w: 390 })
  await settle()
  const drawn = [...scroller.querySelectorAll('.mantine-LogViewer-text')]
  expect(drawn.flatMap(cutWords)).toEqual(['x'.repeat(120)])
  expectNoOverlap(rows())
  expect(scroller.scrollWidth).toBe(scroller.clientWidth)
})
