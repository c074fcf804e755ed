import { Group, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'
import type { MockPusher } from 'react-pusher-kit/mock'

export interface Person {
  id: string
  info: { name: string }
}

type Client = ReturnType<MockPusher['client']>

const clients = new WeakMap<MockPusher, Map<string, Client>>()

/** The client of a person on the server of a story; the same one at each call. */
export function clientOf(mock: MockPusher, person: Person): Client {
  const known = clients.get(mock) ?? new Map<string, Client>()
  clients.set(mock, known)
  const client = known.get(person.id) ?? mock.client({ user: person })
  known.set(person.id, client)
  return client
}

interface TwoPeopleProps {
  mock: MockPusher
  people: readonly Person[]
  provider: Partial<PusherProviderProps>
  /** px of the app of each person, reserved from the beginning */
  height: number
  children: (person: Person) => ReactNode
}

/** The same app for each person, with a connection of its own to the same server. */
export function TwoPeople({ mock, people, provider, height, children }: TwoPeopleProps): ReactNode {
  return (
    <Group align="stretch" gap="md">
      {people.map((person) => (
        <Paper
          key={person.id}
          component="section"
          aria-label={person.info.name}
          withBorder
          p="sm"
          flex="1 1 260px"
          miw={0}
          h={height}
        >
          <Text size="xs" fw={700} mb={8}>
            {person.info.name}’s browser
          </Text>
          <PusherProvider {...mock.provider} {...provider} client={clientOf(mock, person)}>
            {children(person)}
          </PusherProvider>
        </Paper>
      ))}
    </Group>
  )
}
