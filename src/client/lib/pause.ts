import { startTimer } from '../../primitives/index.ts'

/** Resolves after `duration` ms, or when the signal is aborted. */
export function pause(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stop()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const stop = startTimer(end, duration)
    signal.addEventListener('abort', end)
  })
}
