/** Runs something at most once a frame, however often it is asked for. */
export interface FrameGate {
  request: () => void
  cancel: () => void
}

/** Frames stop in a hidden tab; a store must not. */
const longestFrame = 100
const frameWithoutScreen = 16

/** @param leading - runs at once when the last frame brought nothing, instead of with the next one */
export function createFrameGate(run: () => void, leading = false): FrameGate {
  let cancelFrame: (() => void) | null = null
  let isRequested = false
  const next = () => {
    cancelFrame = null
    if (!isRequested) return
    isRequested = false
    if (leading) cancelFrame = onFrame(next)
    run()
  }
  return {
    request() {
      isRequested = true
      if (cancelFrame) return
      if (leading) next()
      else cancelFrame = onFrame(next)
    },
    cancel() {
      cancelFrame?.()
      cancelFrame = null
      isRequested = false
    },
  }
}

function onFrame(run: () => void): () => void {
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
