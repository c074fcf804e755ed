import { Window } from 'happy-dom'

/** The least of a browser that React renders into. */
export function openDom(): void {
  const window = new Window()
  for (const name of [
    'window',
    'document',
    'navigator',
    'HTMLElement',
    'HTMLIFrameElement',
    'Node',
  ] as const) {
    Object.defineProperty(globalThis, name, {
      value: name === 'window' ? globalThis : window[name],
      configurable: true,
      writable: true,
    })
  }
  Object.assign(globalThis, {
    requestAnimationFrame: (run: () => void) => setTimeout(run, 16),
    cancelAnimationFrame: clearTimeout,
    addEventListener: () => {},
    removeEventListener: () => {},
    location: { protocol: 'http:', hostname: 'localhost' },
  })
}
