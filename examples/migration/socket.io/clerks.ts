export interface Clerk {
  id: string
  mayPay: boolean
}

/** Stands for the sessions of an app. */
const sessions: Readonly<Record<string, Clerk>> = {
  'token-of-ana': { id: 'ana', mayPay: true },
  'token-of-eve': { id: 'eve', mayPay: false },
}

export const clerkOf = (token: string): Clerk | null => sessions[token] ?? null
