/** The longest delay of `setTimeout`, ms. A longer one, such as `Infinity`, would fire immediately. */
export const longestDelay = 2_147_483_647

/**
 * `setTimeout` for a delay of any length, ms: a longer delay is split into several timers, and `Infinity` never fires.
 *
 * @returns a function that stops the timer
 */
export function startTimer(run: () => void, delay: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function wait(rest: number) {
    timer = rest > longestDelay ? setTimeout(wait, longestDelay, rest - longestDelay) : setTimeout(run, rest)
  }
  if (delay !== Infinity) wait(delay)
  return () => clearTimeout(timer)
}
