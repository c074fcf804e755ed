/** @jsxRuntime classic */
import React, { useId, useState } from 'react'
import { Button, Form } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import {
  fillIn,
  jsonProblem,
  type PayloadOrigin,
  type PublishDraft,
  untouched,
} from '../../inspector/index.ts'
import { useSuggestion } from '../../inspector/react.ts'
import type { PanelCommand } from '../link/messages.ts'
import { Field, Heading, Muted, Problem, Row, Section } from './controls.ts'
import type { PanelSnapshot } from './panel-story.ts'

const Payload = styled(Form.Textarea)(({ theme }) => ({
  fontFamily: theme.typography.fonts.mono,
  fontWeight: theme.typography.weight.regular,
}))

const origins: Readonly<Record<PayloadOrigin, string>> = {
  example: 'The example of the declared schema',
  schema: 'Generated from the declared schema',
  seen: 'The last received payload',
  none: 'No example available',
}

interface PublishSectionProps {
  snapshot: PanelSnapshot
  onCommand: (command: PanelCommand) => Promise<string | null>
}

/** Publishes an event to the story, as the server or as a member. */
export function PublishSection({ snapshot, onCommand }: PublishSectionProps) {
  const id = useId()
  const [draft, setDraft] = useState<PublishDraft>(untouched)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [published, countPublished] = useState(0)
  const { channel, event, payload, from, origin, channels, events, senders } = fillIn(draft, snapshot)
  const channelField = useSuggestion<HTMLInputElement>(draft.channel === null ? channel : null)
  const eventField = useSuggestion<HTMLInputElement>(draft.event === null ? event : null)
  const payloadField = useSuggestion<HTMLTextAreaElement>(draft.payload === null ? payload : null)
  const problem = jsonProblem(payload) ?? refusal

  function change(changes: Partial<PublishDraft>): void {
    setDraft({ ...draft, ...changes })
    setRefusal(null)
    countPublished(0)
  }

  async function publish(): Promise<void> {
    if (jsonProblem(payload) !== null) return
    const sender = from === '' ? null : from
    const answer = await onCommand({ do: 'publish', channel, event, payload, from: sender })
    setRefusal(answer)
    countPublished((count) => (answer === null ? count + 1 : 0))
  }

  return (
    <Section aria-labelledby={`${id}-heading`}>
      <Heading id={`${id}-heading`}>Publish an event</Heading>
      <Field>
        Channel
        <Form.Input
          ref={channelField}
          size="100%"
          list={`${id}-channels`}
          value={channel}
          onChange={({ currentTarget }) => change({ channel: currentTarget.value, event: null })}
        />
      </Field>
      <Field>
        Event
        <Form.Input
          ref={eventField}
          size="100%"
          list={`${id}-events`}
          value={event}
          onChange={({ currentTarget }) => change({ event: currentTarget.value })}
        />
      </Field>
      {event.startsWith('client-') && (
        <Field>
          From
          <Form.Select
            size="100%"
            value={from}
            onChange={({ currentTarget }) => change({ from: currentTarget.value })}
          >
            {senders.map((member) => (
              <option key={member.id} value={member.id}>
                {member.name}
              </option>
            ))}
            <option value="">The server</option>
          </Form.Select>
        </Field>
      )}
      <Field>
        Payload
        <Payload
          ref={payloadField}
          size="100%"
          minRows={3}
          maxRows={12}
          spellCheck={false}
          value={payload}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          onChange={({ currentTarget }) => change({ payload: currentTarget.value })}
          onKeyDown={(key) => {
            if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) void publish()
          }}
        />
      </Field>
      <div id={`${id}-note`}>
        {problem === null ? (
          <Muted role="status">{published > 0 ? publishedText(published) : origin && origins[origin]}</Muted>
        ) : (
          <Problem role="alert">{problem}</Problem>
        )}
      </div>
      <Row>
        <Button
          ariaLabel={false}
          size="small"
          disabled={channel === '' || event === '' || jsonProblem(payload) !== null}
          onClick={() => void publish()}
        >
          Publish
        </Button>
        {draft.payload !== null && (
          <Button ariaLabel={false} size="small" variant="ghost" onClick={() => change({ payload: null })}>
            Back to the suggestion
          </Button>
        )}
      </Row>
      <Options id={`${id}-channels`} values={channels} />
      <Options id={`${id}-events`} values={events} />
    </Section>
  )
}

function Options({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value}>{value}</option>
      ))}
    </datalist>
  )
}

const publishedText = (count: number): string => (count === 1 ? 'Published' : `Published ${count} times`)
