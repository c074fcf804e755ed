import { Button, Textarea, TextInput } from '@mantine/core'
import { useId, useState, type Dispatch, type KeyboardEvent, type SetStateAction } from 'react'
import {
  fillIn,
  jsonProblem,
  type PayloadOrigin,
  type PublishDraft,
} from '../../../../src/inspector/index.ts'
import { useSuggestion } from '../../../../src/inspector/react.ts'
import { counted } from '../../../../src/primitives/index.ts'
import { useConsole } from '../feed/console-context.ts'
import { BatchList } from './BatchList.tsx'
import classes from './CreatorForm.module.css'
import type { CreatorState } from './creator-state.ts'
import { Options } from './Options.tsx'
import { type OutgoingEvent, publish } from './publish.ts'
import { useDraftSource } from './useDraftSource.ts'
import { usePayloadCheck } from './usePayloadCheck.ts'

const origins: Readonly<Record<PayloadOrigin, string>> = {
  example: 'The example of the declared schema',
  schema: 'Generated from the declared schema',
  seen: 'The last payload of this event',
  none: 'No example is known',
}

/** Maximum events of a batch, as in Pusher's HTTP API. */
const mostEvents = 10

interface CreatorFormProps {
  state: CreatorState
  onChange: Dispatch<SetStateAction<CreatorState>>
}

/** Publishes an event or a batch, as the server or as a user. */
export function CreatorForm({ state, onChange }: CreatorFormProps) {
  const { draft, socket, user, batch } = state
  const { api, config } = useConsole()
  const id = useId()
  const { source, sockets } = useDraftSource()
  const set = (changes: Partial<CreatorState>): void => onChange((known) => ({ ...known, ...changes }))
  const [said, say] = useState({ text: '', isProblem: false })
  const { channel, event, payload, origin, channels, events } = fillIn(draft, source)
  const channelField = useSuggestion<HTMLInputElement>(draft.channel === null ? channel : null)
  const eventField = useSuggestion<HTMLInputElement>(draft.event === null ? event : null)
  const payloadField = useSuggestion<HTMLTextAreaElement>(draft.payload === null ? payload : null)
  const problem = usePayloadCheck(channel, event, payload)
  const isWhole = channel !== '' && event !== '' && jsonProblem(payload) === null
  const { off, users } = config.identities
  const present: OutgoingEvent = { channel, event, payload, socket: socket.trim() }

  function change(changes: Partial<PublishDraft>): void {
    onChange((known) => ({ ...known, draft: { ...known.draft, ...changes } }))
    say({ text: '', isProblem: false })
  }

  async function send(outgoing: readonly OutgoingEvent[], isBatch: boolean): Promise<void> {
    const sender = user.trim()
    const what = isBatch ? counted(outgoing.length, 'event', 'events') : `${event} to ${channel}`
    const as = sender === '' ? '' : ` as ${sender}`
    const refusal = await publish(api, outgoing, sender).then(() => null, messageOf)
    if (refusal === null && isBatch) set({ batch: [] })
    say({ text: refusal ?? `Published ${what}${as}`, isProblem: refusal !== null })
  }

  function submit(): void {
    if (batch.length > 0) void send(batch, true)
    else if (isWhole) void send([present], false)
  }

  function onKeyDown(key: KeyboardEvent): void {
    if (key.key !== 'Enter' || !(key.ctrlKey || key.metaKey)) return
    key.preventDefault()
    submit()
  }

  return (
    <div className={classes.parts}>
      {/* Handles Ctrl+Enter in all fields. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        className={classes.form}
        aria-label="Event creator"
        onKeyDown={onKeyDown}
        onSubmit={(submitted) => {
          submitted.preventDefault()
          submit()
        }}
      >
        <div className={classes.pair}>
          <TextInput
            ref={channelField}
            label="Channel"
            list={`${id}-channels`}
            autoComplete="off"
            spellCheck={false}
            value={channel}
            onChange={({ currentTarget }) =>
              change({ channel: currentTarget.value, event: null, payload: null })
            }
          />
          <TextInput
            ref={eventField}
            label="Event"
            list={`${id}-events`}
            autoComplete="off"
            spellCheck={false}
            value={event}
            onChange={({ currentTarget }) => change({ event: currentTarget.value })}
          />
        </div>
        <Textarea
          ref={payloadField}
          label="Payload"
          description={origin === null ? 'Yours' : origins[origin]}
          error={problem}
          autosize
          minRows={6}
          maxRows={18}
          spellCheck={false}
          classNames={{
            input: classes.payload ?? '',
            error: classes.problem ?? '',
            description: classes.quiet ?? '',
          }}
          value={payload}
          onChange={({ currentTarget }) => change({ payload: currentTarget.value })}
        />
        <div className={classes.pair}>
          <TextInput
            label="Exclude socket"
            description="This connection does not get it"
            classNames={{ description: classes.quiet ?? '' }}
            list={`${id}-sockets`}
            autoComplete="off"
            value={socket}
            onChange={({ currentTarget }) => set({ socket: currentTarget.value })}
          />
          {off === null ? (
            <TextInput
              label="As user"
              description="Empty: as the server, without policies"
              classNames={{ description: classes.quiet ?? '' }}
              list={`${id}-users`}
              autoComplete="off"
              value={user}
              onChange={({ currentTarget }) => set({ user: currentTarget.value })}
            />
          ) : (
            <p className={classes.quiet}>Events are published as the server. Other users are off. {off}</p>
          )}
        </div>
        <div className={classes.actions}>
          <Button type="submit" disabled={batch.length === 0 && !isWhole}>
            {batch.length > 0 ? `Publish the batch of ${batch.length}` : 'Publish'}
          </Button>
          <Button
            variant="default"
            disabled={!isWhole || batch.length >= mostEvents}
            onClick={() => set({ batch: [...batch, present] })}
          >
            Add to a batch
          </Button>
          {draft.payload !== null && (
            <Button variant="default" onClick={() => change({ payload: null })}>
              Back to the suggestion
            </Button>
          )}
          <span className={classes.quiet}>Ctrl+Enter</span>
        </div>
        <p
          className={said.isProblem ? classes.problem : classes.quiet}
          role={said.isProblem ? 'alert' : 'status'}
        >
          {said.text}
        </p>
        <Options id={`${id}-channels`} values={channels} />
        <Options id={`${id}-events`} values={events} />
        <Options id={`${id}-sockets`} values={sockets.map(({ socketId }) => socketId)} />
        <Options id={`${id}-users`} values={(users ?? []).map((each) => each.id)} />
      </form>
      {batch.length > 0 && (
        <BatchList
          batch={batch}
          onRemove={(index) => set({ batch: batch.filter((_, at) => at !== index) })}
        />
      )}
    </div>
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
