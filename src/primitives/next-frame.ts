/** Browsers give no frames to a hidden tab; work there continues at this interval, ms. */
const longestFrame = 100
const frameWithoutScreen = 16

/**
 * Runs `run` in the next animation frame, or after a timer where frames do not come: on a server, and in a hidden tab.
 *
 * @returns cancels it
 */
export function nextFrame(run: () => void): () => void {
  const hasScreen = typeof requestAnimationFrame === 'function'
  const frame = hasScreen ? requestAnimationFrame(() => end()) : 0
  const timer = setTimeout(() => end(), hasScreen ? longestFrame : frameWithoutScreen)
  const cancel = () => {
    clearTimeout(timer)
    if (hasScreen) cancelAnimationFrame(frame)
  }
  function end() {
    cancel()
    run()
  }
  return cancel
}
