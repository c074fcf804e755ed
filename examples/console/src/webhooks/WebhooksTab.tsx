import { Button, CopyButton } from '@mantine/core'
import { useState } from 'react'
import { payloadTree, timeOf } from '../../../../src/inspector/index.ts'
import { PayloadTree } from '../events/PayloadTree.tsx'
import type { ConsoleWebhook, ConsoleWebhooks } from '../feed/answers.ts'
import { useConsole } from '../feed/console-context.ts'
import { useRoute } from '../feed/useRoute.ts'
import { Notice } from '../shell/Notice.tsx'
import { Received } from './Received.tsx'
import classes from './WebhooksTab.module.css'

/** The deliveries of the app's webhooks, and webhooks from an external backend, newest first. */
export default function WebhooksTab() {
  const { config } = useConsole()
  const { data, error, refresh } = useRoute<ConsoleWebhooks>('webhooks')
  if (!data) {
    if (error === null) return <main />
    return <Notice title="The webhooks cannot be read">{error}</Notice>
  }
  const { webhooks, endpoints, received } = data
  if (webhooks.length === 0 && received.length === 0) {
    return (
      <Notice title={endpoints.length === 0 ? 'No endpoint for webhooks' : 'No webhook yet'}>
        {endpoints.length === 0
          ? 'Name one in realtime.config.ts: webhooks: [{ url }], or onWebhook.'
          : `They go to ${endpoints.join(', ')} as soon as something happens on a channel.`}
        {config.backend !== 'own hub' &&
          ` “${config.backend}” sends its webhooks by itself: its own dashboard lists them. Those that it posts to ${location.origin}/pusher/webhook are listed here, too.`}
      </Notice>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls is reached by the keyboard.
    <main className={classes.main} tabIndex={0}>
      {received.length > 0 && (
        <section className={classes.part}>
          <h2 className={classes.title}>Received from a backend</h2>
          <ul className={classes.list} aria-label="Received">
            {received.map((webhook) => (
              <Received key={webhook.id} webhook={webhook} />
            ))}
          </ul>
        </section>
      )}
      {webhooks.length > 0 && (
        <section className={classes.part}>
          <h2 className={classes.title}>Sent to the app</h2>
          <ul className={classes.list} aria-label="Deliveries">
            {webhooks.map((webhook) => (
              <Delivery key={webhook.id} webhook={webhook} onSent={refresh} />
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}

function Delivery({ webhook, onSent }: { webhook: ConsoleWebhook; onSent: () => void }) {
  const { api } = useConsole()
  const [said, say] = useState('')
  const { id, url, at, events, body, signature, attempts, state } = webhook

  async function sendAgain(): Promise<void> {
    say(await api.post<{ status: number | null }>('webhooks/send', { id }).then(answerText, messageOf))
    onSent()
  }

  return (
    <li className={classes.delivery} data-state={state}>
      <details>
        <summary className={classes.summary}>
          <strong>{events.join(', ')}</strong>
          <span className={classes.quiet}>{timeOf(at)}</span>
          <span className={classes.quiet}>{url}</span>
          <span className={classes.state}>
            {state}
            {attempts.length > 0 && `: ${attempts.map((status) => status ?? 'no answer').join(', ')}`}
          </span>
        </summary>
        <div className={classes.detail}>
          <PayloadTree node={payloadTree(body)} />
          <p className={classes.signature}>x-pusher-signature: {signature}</p>
          <div className={classes.actions}>
            <Button size="xs" onClick={() => void sendAgain()}>
              Send again
            </Button>
            <CopyButton value={body}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy the body'}
                </Button>
              )}
            </CopyButton>
            <span role="status" className={classes.quiet}>
              {said}
            </span>
          </div>
        </div>
      </details>
    </li>
  )
}

function answerText({ status }: { status: number | null }): string {
  return status === null ? 'Sent again: no answer' : `Sent again: ${status}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
