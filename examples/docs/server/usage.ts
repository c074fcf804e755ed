import type { UsageAlert } from 'react-pusher-kit/server'

// #region alert
/** Sends an alert at 80 % and at 100 % of the plan. */
export function alertBy(send: (text: string) => Promise<void>): (alert: UsageAlert) => void {
  return ({ kind, threshold, used, limit, resetsAt }) => {
    const until = new Date(resetsAt).toISOString()
    void send(`${threshold} % of the ${kind} of the plan are used: ${used} of ${limit}, until ${until}.`)
  }
}
// #endregion
