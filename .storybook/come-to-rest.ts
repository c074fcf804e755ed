const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Waits for the animations that end: what is measured in mid-fade has neither its old colour nor its new one. */
export async function comeToRest(): Promise<void> {
  // What a change starts begins in the next frame.
  await frame()
  await frame()
  const finite = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
  await Promise.allSettled(finite.map(({ finished }) => finished))
}
