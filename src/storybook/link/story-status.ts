import { matchChannel, type ChannelDefinitions } from '../../channels/index.ts'
import type { LiveChannel } from '../../inspector/index.ts'
import type { MockPusher } from '../../mock/index.ts'
import type { StoryRun } from '../story-run.ts'
import type { StoryStatus } from './messages.ts'

/** Maximum number of remote members sent to the panel, per channel. */
const maxMembers = 50

export function storyStatus(
  { mock, network, connection, denied, script }: StoryRun,
  declared: ChannelDefinitions,
): StoryStatus {
  return {
    connection,
    network: network.state,
    isNetworkChosen: network.isChosen,
    latency: mock.network.latency,
    denied,
    scriptProblem: script?.problem ?? null,
    channels: liveChannels(mock, declared),
  }
}

function liveChannels(mock: MockPusher, declared: ChannelDefinitions): LiveChannel[] {
  const names = new Set(mock.connections.flatMap(({ channels }) => channels))
  return [...names].toSorted().map((name) => ({
    name,
    pattern: matchChannel(declared, name)?.pattern ?? null,
    presence: name.startsWith('presence-') ? presenceOn(mock, name) : null,
  }))
}

function presenceOn(mock: MockPusher, name: string): LiveChannel['presence'] {
  const { members } = mock.channel(name)
  const remote = new Set(
    mock.connections.flatMap(({ member }) => (member?.channel === name ? [String(member.id)] : [])),
  )
  const known = members.filter(({ id }) => remote.has(id)).slice(-maxMembers)
  return { count: members.length, remote: known.map(({ id, info }) => ({ id, name: nameOf(info) ?? id })) }
}

function nameOf(info: unknown): string | null {
  const { name } = (typeof info === 'object' && info !== null ? info : {}) as { name?: unknown }
  return typeof name === 'string' ? name : null
}
