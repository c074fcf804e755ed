import { Button, CopyButton, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { ConsoleState } from '../feed/answers.ts'
import { useConsole } from '../feed/console-context.ts'
import classes from './OverviewTab.module.css'

interface ChecklistProps {
  steps: ConsoleState['steps']
  isOutside: boolean
}

/** The steps to connect an app. Completed steps are checked. */
export function Checklist({ steps, isOutside }: ChecklistProps) {
  const { config } = useConsole()
  const [prefix, setPrefix] = useState('VITE_')
  const env = envBlock(prefix, config.appKey)
  return (
    <section className={classes.part} aria-labelledby="checklist">
      <h2 id="checklist" className={classes.title}>
        Connect an app
      </h2>
      <ol className={classes.list}>
        {!isOutside && (
          <li>
            Put these variables into <code>.env.local</code> of the app, and start it anew.
            <div className={classes.env}>
              <SegmentedControl
                size="xs"
                aria-label="Prefix of the variables"
                data={['VITE_', 'NEXT_PUBLIC_']}
                value={prefix}
                onChange={setPrefix}
              />
              <CopyButton value={env}>
                {({ copied, copy }) => (
                  <Button size="xs" variant="default" onClick={copy}>
                    {copied ? 'Copied' : 'Copy'}
                  </Button>
                )}
              </CopyButton>
            </div>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls. */}
            <pre className={classes.code} tabIndex={0} aria-label="Variables of the app">
              {env}
            </pre>
          </li>
        )}
        <Step isDone={steps.connected}>The app connects.</Step>
        <Step isDone={steps.subscribed}>It subscribes to a channel.</Step>
        <Step isDone={steps.published}>
          An event is published: by the app, by curl, or by the event creator.
        </Step>
        <Step isDone={steps.delivered}>A subscriber receives it.</Step>
      </ol>
    </section>
  )
}

function Step({ isDone, children }: { isDone: boolean; children: string }) {
  return (
    <li className={classes.step} data-done={isDone || undefined}>
      <span aria-hidden="true">{isDone ? '✓' : '○'}</span> {children}
      <span className={classes.hidden}>{isDone ? ' Done.' : ' Not yet.'}</span>
    </li>
  )
}

/** The variables, as printed by `keys --prefix`. */
function envBlock(prefix: string, key: string): string {
  const { hostname, port, protocol, origin } = location
  const isSecure = protocol === 'https:'
  const variables = {
    PUSHER_KEY: key,
    PUSHER_HOST: hostname,
    PUSHER_PORT: port || (isSecure ? '443' : '80'),
    PUSHER_FORCE_TLS: String(isSecure),
    PUSHER_SERVER_URL: origin,
    PUSHER_DEV: '1',
  }
  return Object.entries(variables)
    .map(([name, value]) => `${prefix}${name}=${value}`)
    .join('\n')
}
