import { longestDelay } from '../../primitives/index.ts'

/**
 * Reads the body of a response.
 *
 * @param abandon - called when the body is not complete within `timeout` ms
 */
export async function textInTime(response: Response, timeout: number, abandon: () => void): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(new Error(`no complete response within ${timeout} ms`))
        abandon()
      },
      Math.min(timeout, longestDelay),
    )
  })
  try {
    return await Promise.race([response.text(), late])
  } finally {
    clearTimeout(timer)
  }
}
