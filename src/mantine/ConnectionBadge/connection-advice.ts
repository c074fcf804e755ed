/** A connection problem, and the remedy for the user. */
export interface ConnectionAdvice {
  /** The problem, in a sentence. */
  problem: string
  /** The remedy, in a sentence. */
  remedy: string
}

/** By Pusher's close codes ("Pusher Channels Protocol", Error Codes). */
const byCode: Readonly<Record<number, ConnectionAdvice>> = {
  4000: { problem: 'The server accepts secure connections only.', remedy: 'Turn on forceTLS.' },
  4001: { problem: 'The server does not know this app key.', remedy: 'Check the app key and the cluster.' },
  4003: { problem: 'The app is disabled.', remedy: 'Enable it in the dashboard, then reconnect.' },
  4004: {
    problem: 'The app has no connections left in its plan.',
    remedy: 'Close other tabs or raise the quota, then reconnect.',
  },
  4009: { problem: 'The server requires a signed-in user.', remedy: 'Sign in, then reconnect.' },
  4100: { problem: 'The server is over its capacity.', remedy: 'The client retries automatically.' },
}

function codeOf(error: Error): number | undefined {
  const code = 'closeCode' in error ? error.closeCode : undefined
  return typeof code === 'number' ? code : undefined
}

/** The default of the label `advice`: a text for each of Pusher's close codes, otherwise the error's message. */
export function connectionAdvice(error: Error): ConnectionAdvice {
  const code = codeOf(error)
  const known = code === undefined ? undefined : byCode[code]
  return known ?? { problem: error.message, remedy: 'If it lasts, reconnect or reload the page.' }
}
