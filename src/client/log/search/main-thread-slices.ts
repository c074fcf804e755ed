/** The longest that a search holds the main thread, ms; under the 8 ms that a smooth frame allows. */
const sliceBudget = 6

/** The first slice runs in the reader's own keystroke, ms: the first screen of hits takes less. */
export const firstSliceBudget = 3

/** Calls `task` again and again, giving way in between, until it answers true or the answer is called. */
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
