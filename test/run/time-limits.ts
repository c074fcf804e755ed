/**
 * ms. What a busy machine does late is not missing, and Vitest's own second is too short there. What comes in time is
 * not slowed down.
 */
export const patience = 10_000

/** ms. A page of an end-to-end test: where memory is slow, a browser takes ten times as long to load one. */
export const patienceForPages = 90_000

/** Of every project: what a test waits for ends it long before this where it comes at all. */
export const timeLimits = {
  // A client that was long without a connection tries again every 15 s.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: patience } },
}

/** Of end-to-end tests. */
export const endToEndLimits = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: patienceForPages } },
}
