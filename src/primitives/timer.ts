/** ms: what `setTimeout` takes at most. More, such as `Infinity`, would be no delay at all. */
export const longestDelay = 2_147_483_647

/**
 * `setTimeout` for a delay of any length, ms: a delay above what `setTimeout` takes is waited for in parts, and
 * `Infinity` never ends.
 *
 * @returns stops the timer
 */
export function startTimer(run: () => void, delay: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function wait(rest: number) {
    timer = rest > longestDelay ? setTimeout(wait, longestDelay, rest - longestDelay) : setTimeout(run, rest)
  }
  if (delay !== Infinity) wait(delay)
  return () => clearTimeout(timer)
}
