/**
 * Settles like the work, or rejects after a timeout. A later result of the work is ignored.
 *
 * @param ms - 0 or less rejects immediately
 */
export async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Resolves with the result of the work, or with undefined after a timeout in ms. @throws the error of the work */
export async function atMost<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const late = new Error('late')
  return within(ms, work, () => late).catch((error: unknown) => {
    if (error !== late) throw error
    return undefined
  })
}
