/** Uncaught exceptions of this process, kept from the test runner. */
export function catchUncaught() {
  const errors: unknown[] = []
  const own = (error: unknown) => errors.push(error)
  const runners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', own)
  return {
    errors,
    stop() {
      process.off('uncaughtException', own)
      for (const listener of runners) process.on('uncaughtException', listener)
    },
  }
}
