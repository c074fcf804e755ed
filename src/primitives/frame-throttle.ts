import { nextFrame } from './next-frame.ts'

/** Runs a function at most once per frame. */
export interface FrameThrottle {
  request: () => void
  cancel: () => void
}

/** @param leading - runs immediately when the last frame had no request, instead of in the next frame */
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
