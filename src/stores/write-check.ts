/** ms between two writes of a check. */
const pause = 10_000

/**
 * A check that writes to a store, because reads succeed on a full disk. It writes at most every 10 s, but after a
 * failure at every check.
 *
 * @param read - checks that the store responds
 * @param write - writes one small row
 */
export function writeCheck(read: () => Promise<unknown>, write: () => Promise<unknown>): () => Promise<void> {
  let writtenAt = Number.NEGATIVE_INFINITY
  let writing: Promise<unknown> | undefined

  async function tryWrite(): Promise<void> {
    await write()
    writtenAt = performance.now()
  }

  return async () => {
    if (performance.now() - writtenAt < pause) {
      await read()
      return
    }
    writing ??= tryWrite().finally(() => {
      writing = undefined
    })
    await writing
  }
}
