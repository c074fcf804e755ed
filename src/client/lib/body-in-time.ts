import { longestDelay } from '../../primitives/index.ts'

/**
 * The text of an answer whose head has come.
 *
 * @param abandon - called when the body has not ended within `timeout` ms
 */
export async function textInTime(response: Response, timeout: number, abandon: () => void): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(new Error(`no end of the answer within ${timeout} ms`))
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
