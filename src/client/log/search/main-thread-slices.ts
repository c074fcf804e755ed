/** Maximum time of a search slice on the main thread, ms; below the 8 ms that a smooth frame allows. */
const sliceBudget = 6

/** Maximum time of the first slice, ms, which runs in the handler of a key stroke. */
export const firstSliceBudget = 3

/** Calls `task` in separate tasks of the event loop until it returns true. Returns a function that stops it. */
export function runInSlices(task: (deadline: number) => boolean): () => void {
  let stopped = false
  const channel = typeof MessageChannel === 'undefined' ? null : new MessageChannel()
  const stop = (): void => {
    stopped = true
    channel?.port1.close()
  }
  const again = (): void => {
    if (channel) channel.port2.postMessage(null)
    else setTimeout(step, 0)
  }
  function step(): void {
    if (stopped) return
    if (task(performance.now() + sliceBudget)) stop()
    else again()
  }
  if (channel) channel.port1.addEventListener('message', step)
  channel?.port1.start()
  again()
  return stop
}
