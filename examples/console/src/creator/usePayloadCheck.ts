import { useEffect, useState } from 'react'
import { jsonProblem } from '../../../../src/inspector/index.ts'
import { useConsole } from '../feed/console-context.ts'

/** ms without typing before the payload is checked against the schema */
const pause = 200

/** The error of a payload; null without one. JSON is checked immediately, the declared schema after a delay. */
export function usePayloadCheck(channel: string, event: string, payload: string): string | null {
  const { api } = useConsole()
  const [checked, setChecked] = useState<{ key: string; problem: string | null } | null>(null)
  const invalid = jsonProblem(payload)
  const key = JSON.stringify([channel, event, payload])

  useEffect(() => {
    if (invalid !== null || channel === '' || event === '') return undefined
    let isGone = false
    const timer = setTimeout(() => {
      const data = JSON.parse(payload) as unknown
      api.post<{ problem: string | null }>('check', { channel, event, data }).then(
        ({ problem }) => isGone || setChecked({ key, problem }),
        // Publishing shows why the server cannot be reached.
        () => {},
      )
    }, pause)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [api, channel, event, payload, invalid, key])

  return invalid ?? (checked?.key === key ? checked.problem : null)
}
