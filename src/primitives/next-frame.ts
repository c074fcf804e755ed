/** Hidden tabs get no animation frames; a timer of this length, ms, replaces them. */
const longestFrame = 100
const frameWithoutScreen = 16

/**
 * Calls `run` in the next animation frame, or after a timer on a server and in a hidden tab.
 *
 * @returns a function that cancels it
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
