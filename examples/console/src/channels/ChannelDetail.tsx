import { ActionIcon } from '@mantine/core'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import { payloadTree, timeOf } from '../../../../src/inspector/index.ts'
import { PayloadTree } from '../events/PayloadTree.tsx'
import type { ConsoleChannelDetail } from '../feed/answers.ts'
import { useRoute } from '../feed/useRoute.ts'
import { PageLink } from '../shell/PageLink.tsx'
import { addressOf } from '../shell/router.ts'
import classes from './ChannelsTab.module.css'

interface ChannelDetailProps {
  name: string
  onClose: () => void
}

/** One channel: members, policy, cached event and stored events. */
export function ChannelDetail({ name, onClose }: ChannelDetailProps) {
  const { data, error } = useRoute<ConsoleChannelDetail>(`channel?name=${encodeURIComponent(name)}`)
  return (
    <aside className={classes.detail} aria-label="Selected channel">
      <header className={classes.header}>
        <h2 className={classes.title}>{name}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the channel" onClick={onClose}>
          ×
        </ActionIcon>
      </header>
      <div className={classes.links}>
        <PageLink href={addressOf('/create', { channel: name })}>Publish here</PageLink>
        <PageLink href={addressOf('/events', { channel: name })}>Its events</PageLink>
      </div>
      {error !== null && <p className={classes.text}>{error}</p>}
      {data && <Parts name={name} detail={data} />}
    </aside>
  )
}

function Parts({ name, detail }: { name: string; detail: ConsoleChannelDetail }) {
  const { members, policy, cached, history, isPersisted } = detail
  return (
    <>
      {name.startsWith('presence-') && (
        <section>
          <h3 className={classes.subtitle}>Members</h3>
          <OnlineUsers
            variant="list"
            // The time at which a member joined is unknown.
            labels={{ since: () => '' }}
            members={members.map(({ id, info }) => ({ id, info, isMe: false, seenAt: 0 }))}
          />
        </section>
      )}
      <section>
        <h3 className={classes.subtitle}>Policy</h3>
        <p className={classes.text}>{policyText(policy)}</p>
      </section>
      {cached && (
        <section>
          <h3 className={classes.subtitle}>Cached event</h3>
          <p className={classes.code}>{cached.event}</p>
          <PayloadTree node={payloadTree(cached.data)} />
        </section>
      )}
      <section>
        <h3 className={classes.subtitle}>History</h3>
        {history.length === 0 ? (
          <p className={classes.text}>
            {isPersisted
              ? 'Nothing is stored yet.'
              : 'The declaration does not persist the channel’s events.'}
          </p>
        ) : (
          <ol className={classes.list}>
            {history.map(({ seq, event, data, at }) => (
              <li key={seq}>
                <span className={classes.code}>
                  {seq} {timeOf(at)} {event}
                </span>
                <PayloadTree node={payloadTree(data)} />
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  )
}

function policyText(policy: ConsoleChannelDetail['policy']): string {
  if (policy === 'none')
    return 'No policy: in a configuration everything is denied; in open mode everything is allowed.'
  if (policy === 'function') return 'One function decides on subscribe and history.'
  return `Decides on ${policy.join(', ')}.`
}
