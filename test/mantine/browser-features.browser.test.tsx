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

it('a log that is scrolled to its end does not scroll the page', () => {
  const { scroller } = show(100)
  expect(CSS.supports('overscroll-behavior', 'contain')).toBe(true)
  expect(getComputedStyle(scroller).overscrollBehaviorY).toBe('contain')
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
  expect(visibleTexts(scroller).at(-1)).toContain('line 510')
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
