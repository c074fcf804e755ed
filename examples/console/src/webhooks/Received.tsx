import { payloadTree, timeOf } from '../../../../src/inspector/index.ts'
import { PayloadTree } from '../events/PayloadTree.tsx'
import type { ConsoleReceivedWebhook } from '../feed/answers.ts'
import classes from './WebhooksTab.module.css'

/** A webhook that a backend posted to this server, verified or refused with a reason. */
export function Received({ webhook }: { webhook: ConsoleReceivedWebhook }) {
  const { at, sender, events, body, refusal, isRepeated } = webhook
  return (
    <li className={classes.delivery} data-state={refusal === null ? 'delivered' : 'refused'}>
      <details>
        <summary className={classes.summary}>
          <strong>{refusal === null ? events.join(', ') : 'refused'}</strong>
          <span className={classes.quiet}>{timeOf(at)}</span>
          <span className={classes.quiet}>{sender}</span>
          <span className={classes.state}>
            {refusal ?? (isRepeated ? 'verified, came before' : 'verified')}
          </span>
        </summary>
        <div className={classes.detail}>
          {body === null ? (
            <p className={classes.quiet}>The body was too long to be read.</p>
          ) : (
            <PayloadTree node={payloadTree(body)} />
          )}
        </div>
      </details>
    </li>
  )
}
