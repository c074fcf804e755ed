export interface ReaderState {
  /** Lines held of the published thread. */
  lines: number
  gaps: number
  status: string
}

interface Watched {
  subscribe: (listener: () => void) => () => void
}

/** Waits until a log has all there is, or its time is up, ms. */
export function whenSettled(
  log: Watched,
  read: () => ReaderState,
  lines: number,
  patience: number,
): Promise<ReaderState> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stop()
      resolve(read())
    }
    const check = () => {
      const state = read()
      if (state.lines >= lines && state.gaps === 0 && state.status === 'live') end()
    }
    const timer = setTimeout(end, patience)
    const stop = log.subscribe(check)
    check()
  })
}
