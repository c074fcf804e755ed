import { matchChannel, type ChannelDefinitions } from '../../channels/index.ts'
import { samplePayload } from '../../inspector/index.ts'
import type { MockPusher } from '../../mock/index.ts'

const people = ['Ana', 'Bruno', 'Chiara', 'Dmitri', 'Eleni', 'Farah', 'Goran', 'Hana', 'Imani', 'Jonas']

/** A member that is not in the channel yet, with info that matches the declaration. */
export function nextPerson(
  mock: MockPusher,
  declared: ChannelDefinitions,
  channel: string,
): { id: string; info: unknown } {
  const here = new Set(mock.channel(channel).members.map(({ id }) => id))
  for (let round = 1; ; round += 1) {
    for (const person of people) {
      const name = round === 1 ? person : `${person} ${round}`
      const id = name.toLowerCase().replace(' ', '-')
      if (!here.has(id)) return { id, info: infoOf(name, declared, channel) }
    }
  }
}

function infoOf(name: string, declared: ChannelDefinitions, channel: string): unknown {
  const member = matchChannel(declared, channel)?.definition.member
  const sample = member && samplePayload(member)?.payload
  if (typeof sample !== 'object' || sample === null) return sample ?? { name }
  return 'name' in sample ? { ...sample, name } : sample
}
