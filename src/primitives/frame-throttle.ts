import { nextFrame } from './next-frame.ts'

/** Runs something at most once a frame, however often it is asked for. */
export interface FrameThrottle {
  request: () => void
  cancel: () => void
}

/** @param leading - runs at once when the last frame brought nothing, instead of with the next one */
export function createFrameThrottle(run: () => void, leading = false): FrameThrottle {
  let cancelFrame: (() => void) | null = null
  let isRequested = false
  const next = () => {
    cancelFrame = null
    if (!isRequested) return
    isRequested = false
    if (leading) cancelFrame = nextFrame(next)
    run()
  }
  return {
    request() {
      isRequested = true
      if (cancelFrame) return
      if (leading) next()
      else cancelFrame = nextFrame(next)
    },
    cancel() {
      cancelFrame?.()
      cancelFrame = null
    },
  }
}
