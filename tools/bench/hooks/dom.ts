import { Window } from 'happy-dom'

const frames = new Map<number, () => void>()
let frameCount = 0

function requestFrame(run: () => void): number {
  frameCount += 1
  const id = frameCount
  const timer = setTimeout(() => frames.get(id)?.(), 16)
  frames.set(id, () => {
    clearTimeout(timer)
    frames.delete(id)
    run()
  })
  return id
}

/** Ends the frame now, because work that waits for the frame is part of the cost of an event. */
export async function paint(): Promise<void> {
  for (const run of frames.values()) run()
  // React renders in a microtask, or through its scheduler, which uses `setImmediate` here.
  await Promise.resolve()
  await new Promise(setImmediate)
}

/** The minimal DOM that React needs to render. */
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
    requestAnimationFrame: requestFrame,
    cancelAnimationFrame: (id: number) => frames.delete(id),
    addEventListener: () => {},
    removeEventListener: () => {},
    location: { protocol: 'http:', hostname: 'localhost' },
  })
}
