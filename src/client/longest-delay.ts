/** ms: what `setTimeout` takes at most. More, such as `Infinity`, would be no delay at all. */
export const longestDelay = 2_147_483_647
