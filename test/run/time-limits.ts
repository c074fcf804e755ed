/**
 * ms. What a busy machine does late is not missing, and Vitest's own second is too short there. What comes in time is
 * not slowed down.
 */
export const patience = 10_000

/** Of every project: what a test waits for ends it long before this where it comes at all. */
export const timeLimits = {
  // A client that was long without a connection tries again every 15 s.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: patience } },
}
