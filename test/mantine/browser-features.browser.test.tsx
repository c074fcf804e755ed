// What the kit uses of a browser and no other test has: the clipboard, permissions, skipped content and touch.
// Web Locks are tested by NotificationBridge, BroadcastChannel by inbox-tabs, workers under a content security policy
// by regex-search, lines that keep their place without scroll anchoring by LogViewer.
import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { createEventLog, PusherProvider } from 'react-pusher-kit'
import { ConnectionBadge, LogViewer, useNotificationPermission } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import { append, rows, settle, show, visibleTexts } from './LogViewer/shown-log.tsx'

afterEach(cleanup)

/** The middle of an element, in pixels of the page that shows the frame of the tests. */
function middle(element: Element): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect()
  const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight)
  const scale = frame.width / innerWidth
  return [frame.left + (left + width / 2) * scale, frame.top + (top + height / 2) * scale]
}

/** Touches are not to be had on a desktop, so these are events with what a touch has. */
function touch(element: Element, type: 'touchstart' | 'touchmove', clientY: number): void {
  const event = new Event(type, { bubbles: true })
  fireEvent(element, Object.assign(event, { touches: [{ clientY }] }))
}

it('chosen lines are on the clipboard after a click', async () => {
  // Without the clipboard that user-event left on this page.
  Reflect.deleteProperty(navigator, 'clipboard')
  show(20)
  render(<textarea aria-label="Paste here" />)
  await settle()
  const gutter = rows().at(-1)?.querySelector('abbr')
  fireEvent.click(gutter as Element)
  await commands.clickAt(...middle(await screen.findByRole('button', { name: 'Copy' })))
  await screen.findByText('Copied')
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Paste here' })
  field.scrollIntoView({ block: 'nearest' })
  await commands.clickAt(...middle(field))
  await commands.paste()
  await waitFor(() => expect(field.value).toBe('line 20'))
})

it('text that is selected over several lines is on the clipboard without what stands before it', async () => {
  Reflect.deleteProperty(navigator, 'clipboard')
  show(20, { defaultNumbers: true })
  // Browsers copy for a script only while they handle what a user does.
  function copy(): void {
    const texts = rows()
      .slice(-3)
      .map((row) => row.querySelector('.mantine-LogViewer-text')?.firstChild as Text)
    document.getSelection()?.setBaseAndExtent(texts[0] as Text, 0, texts[2] as Text, 7)
    document.execCommand('copy')
  }
  render(
    <>
      <textarea aria-label="Paste here" />
      <button onClick={copy}>Copy what is selected</button>
    </>,
  )
  await settle()
  const button = screen.getByRole('button', { name: 'Copy what is selected' })
  button.scrollIntoView({ block: 'nearest' })
  await commands.clickAt(...middle(button))
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Paste here' })
  field.scrollIntoView({ block: 'nearest' })
  await commands.clickAt(...middle(field))
  await commands.paste()
  await waitFor(() => expect(field.value).toBe('line 18\nline 19\nline 20'))
})

it('the permission for notifications is the one of the browser', () => {
  function Permission() {
    return <output>{useNotificationPermission().permission}</output>
  }
  render(<Permission />)
  expect(screen.getByRole('status')).toHaveTextContent(Notification.permission)
  expect(['default', 'denied', 'granted']).toContain(Notification.permission)
})

it('a log in content that the browser skips is at its end when it comes into view', async () => {
  const log = createEventLog({ capacity: 10_000 })
  append(log, 1, 1000)
  render(
    <MantineProvider>
      <div data-testid="above" style={{ height: 5000 }} />
      <section style={{ contentVisibility: 'auto', containIntrinsicSize: 'auto 600px' }}>
        <LogViewer log={log} height={500} />
      </section>
    </MantineProvider>,
  )
  await settle()
  append(log, 1001, 2000)
  const scroller = screen.getByRole('region', { name: 'Log lines', hidden: true })
  scroller.scrollIntoView()
  await waitFor(() => expect(visibleTexts(scroller).at(-1)).toContain('line 2000'))
  append(log, 2001, 2010)
  await waitFor(() => expect(visibleTexts(scroller).at(-1)).toContain('line 2010'))
})

/** A viewer in a page that is higher than the window, in the middle of the window. */
async function onLongPage(count: number) {
  const log = createEventLog()
  append(log, 1, count)
  render(
    <MantineProvider>
      <div style={{ height: 3000 }} />
      <LogViewer log={log} height={300} />
      <div style={{ height: 3000 }} />
    </MantineProvider>,
  )
  const scroller = screen.getByRole('region', { name: 'Log lines' })
  scroller.scrollIntoView({ block: 'center' })
  await settle()
  const before = window.scrollY
  /** Turns the wheel over the lines. @returns how far the page moved, px */
  const turn = async (pixels: number): Promise<number> => {
    await commands.wheelAt(...middle(scroller), pixels)
    await settle()
    await settle()
    return window.scrollY - before
  }
  return { log, scroller, turn }
}

it('a wheel over a log that ends there scrolls the page', async () => {
  const { turn, scroller } = await onLongPage(500)
  expect(await turn(120)).toBeGreaterThan(50)
  expect(visibleTexts(scroller).at(-1)).toBe('line 500')
})

it('a wheel over a log that has nothing to scroll moves the page both ways, and the log follows on', async () => {
  const { turn, log, scroller } = await onLongPage(3)
  expect(await turn(-120)).toBeLessThan(-50)
  append(log, 4, 60)
  await waitFor(() => expect(visibleTexts(scroller).at(-1)).toContain('line 60'))
})

it('the first turn of a wheel scrolls a log that follows, though its scroll bar is late, and not the page', async () => {
  const { turn, log, scroller } = await onLongPage(500)
  append(log, 501, 520)
  await settle()
  expect(await turn(-120)).toBe(0)
  expect(visibleTexts(scroller).at(-1)).not.toBe('line 520')
})

it('a log with the focus keeps the wheel at its end', async () => {
  const { turn, scroller } = await onLongPage(500)
  await commands.clickAt(...middle(scroller))
  expect(scroller).toHaveFocus()
  await settle()
  expect(await turn(120)).toBe(0)
  scroller.blur()
  await settle()
  expect(await turn(120)).toBeGreaterThan(50)
})

it('a scroll bar that lies over the lines can be dragged away from the end', async () => {
  const { log, scroller } = show(500)
  // Like a bar that lies over the lines, one that is not drawn takes no width.
  scroller.style.setProperty('scrollbar-width', 'none')
  await settle()
  expect(scroller.offsetWidth).toBe(scroller.clientWidth)
  const { right } = scroller.getBoundingClientRect()
  const press = (clientX: number) =>
    fireEvent(scroller, new PointerEvent('pointerdown', { bubbles: true, clientX }))
  press(right - 200)
  append(log, 501, 510)
  await waitFor(() => expect(visibleTexts(scroller).at(-1)).toContain('line 510'))
  press(right - 4)
  scroller.scrollTop -= 1000
  fireEvent(window, new PointerEvent('pointerup'))
  await screen.findByRole('button', { name: 'To the end' })
  await settle()
  expect(visibleTexts(scroller)).not.toContain('line 510')
})

it('a finger that pulls the lines down leaves the end, one that pushes them up does not', async () => {
  const { log, scroller } = show(500)
  await settle()
  touch(scroller, 'touchstart', 300)
  touch(scroller, 'touchmove', 250)
  append(log, 501, 510)
  await waitFor(() => expect(visibleTexts(scroller).at(-1)).toContain('line 510'))
  touch(scroller, 'touchmove', 350)
  append(log, 511, 520)
  await screen.findByRole('button', { name: '10 new lines' })
  // The bar with the button has the place of the last lines.
  expect(visibleTexts(scroller).at(-1)).toMatch(/^line 5(0[6-9]|10)/)
})

it('a finger on the badge does not peek at its card, a mouse does', async () => {
  const mock = createMockPusher()
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <ConnectionBadge />
      </PusherProvider>
    </MantineProvider>,
  )
  const badge = await screen.findByRole('button', { name: /Connected/ })
  const enter = (pointerType: string) =>
    fireEvent(badge, new PointerEvent('pointerover', { bubbles: true, pointerType }))
  enter('touch')
  await settle()
  expect(screen.queryByRole('dialog')).toBeNull()
  enter('mouse')
  await screen.findByRole('dialog')
  mock.dispose()
})
