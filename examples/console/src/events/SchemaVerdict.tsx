import { useEffect, useState } from 'react'
import { payloadOf, type FeedRecord } from '../../../../src/inspector/index.ts'
import { useConsole } from '../feed/console-context.ts'
import classes from './EventInspector.module.css'

/** The response of `POST /dev-console/check`. */
interface Verdict {
  pattern: string | null
  isDeclared: boolean
  problem: string | null
}

/** The result of checking a payload against the channel's declaration. */
export function SchemaVerdict({ record, data }: { record: FeedRecord; data: string }) {
  const { api } = useConsole()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [channel = ''] = record.channels
  const { event } = record

  useEffect(() => {
    let isGone = false
    api.post<Verdict>('check', { channel, event, data: payloadOf(data) }).then(
      (answer) => isGone || setVerdict(answer),
      // Renders nothing without a response.
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [api, channel, event, data])

  if (!verdict) return null
  const { pattern, isDeclared, problem } = verdict
  if (pattern === null) return <p className={classes.quiet}>No declaration matches the channel.</p>
  if (!isDeclared)
    return <p className={classes.quiet}>The declaration {pattern} has no event of this name.</p>
  return problem === null ? (
    <p className={classes.quiet}>✓ Matches the schema of {pattern}</p>
  ) : (
    <p className={classes.problem}>
      ✗ Does not match the schema of {pattern}: {problem}
    </p>
  )
}
