/** Reports an exception as uncaught without stopping the caller, like the exception of a DOM listener. */
export function reportUncaught(error: unknown): void {
  setTimeout(() => {
    throw error
  })
}
