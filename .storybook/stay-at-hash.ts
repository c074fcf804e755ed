/** What the reader moves a page with. */
const signs = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/** The element that the address names, in the manager or by itself; null without one. */
function named(): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(window.parent.location.hash.slice(1)))
  } catch {
    // A hash with a lone `%`, or a window of another site around this one.
    return null
  }
}

/**
 * Code blocks and demos load after their page and move what is below them. Keeps the heading that the address names at the
 * top of the window, until the reader moves the page.
 *
 * @returns a function that stops it
 */
export function stayAtHash(): () => void {
  let placed: number | null = null
  const observer = new ResizeObserver(() => {
    const heading = named()
    if (!heading) return
    // The scroll bar sends no other event.
    const isMoved = placed !== null && Math.abs(window.scrollY - placed) > 1
    if (isMoved && Math.abs(heading.getBoundingClientRect().top) > 1) {
      stop()
      return
    }
    heading.scrollIntoView({ behavior: 'instant' })
    placed = window.scrollY
  })
  function stop(): void {
    observer.disconnect()
    for (const sign of signs) window.removeEventListener(sign, stop)
  }
  observer.observe(document.body)
  for (const sign of signs) window.addEventListener(sign, stop, { passive: true })
  return stop
}
