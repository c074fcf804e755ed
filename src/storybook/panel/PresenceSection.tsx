/** @jsxRuntime classic */
import React from 'react'
import { Button } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import type { LiveChannel } from '../../inspector/index.ts'
import type { PanelCommand } from '../link/messages.ts'
import { Heading, Muted, Row, Section } from './controls.ts'

const Channel = styled.div({ display: 'grid', gap: 6, minWidth: 0 })
const Name = styled.strong(({ theme }) => ({
  fontFamily: theme.typography.fonts.mono,
  fontSize: theme.typography.size.s1,
  overflowWrap: 'anywhere',
}))

interface PresenceSectionProps {
  channels: readonly LiveChannel[]
  onCommand: (command: PanelCommand) => void
}

/** The members of the story's presence channels, with buttons to add and remove remote members. */
export function PresenceSection({ channels, onCommand }: PresenceSectionProps) {
  const present = channels.flatMap(({ name, presence }) => (presence ? [{ name, ...presence }] : []))
  if (present.length === 0) return null
  return (
    <Section aria-labelledby="pusher-members">
      <Heading id="pusher-members">Members</Heading>
      {present.map(({ name, count, remote }) => (
        <Channel key={name} role="group" aria-label={name}>
          <Row>
            <Name>{name}</Name>
            <Muted>{count === 1 ? '1 member' : `${count} members`}</Muted>
          </Row>
          <Row>
            <Button ariaLabel={false} size="small" onClick={() => onCommand({ do: 'join', channel: name })}>
              Add a member
            </Button>
            {remote.map((member) => (
              <Button
                key={member.id}
                ariaLabel={`${member.name} leaves`}
                size="small"
                variant="ghost"
                onClick={() => onCommand({ do: 'leave', channel: name, id: member.id })}
              >
                {member.name} ×
              </Button>
            ))}
          </Row>
        </Channel>
      ))}
    </Section>
  )
}
