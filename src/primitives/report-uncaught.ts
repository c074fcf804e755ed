/** Lets an exception of the app be seen without stopping who called it: as with a listener of the DOM. */
export function reportUncaught(error: unknown): void {
  setTimeout(() => {
    throw error
  })
}
