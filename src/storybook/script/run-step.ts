import type { MockPusher, RemoteMember } from '../../mock/index.ts'
import type { StoryNetwork } from '../network/story-network.ts'
import type { ScriptStep } from './script-step.ts'

/** @throws when the mock rejects it, or no member has the id */
export function runStep(mock: MockPusher, network: StoryNetwork, step: ScriptStep, round: number): void {
  if ('run' in step) step.run(mock, round)
  else if ('network' in step) network.setOwn(step.network)
  else if ('join' in step) {
    if (!memberOf(mock, step.channel, step.join.id)) mock.join(step.channel, step.join)
  } else if ('leave' in step) knownMember(mock, step.channel, step.leave).leave()
  else {
    const { channel, event, data, from } = step
    const payload: unknown = typeof data === 'function' ? data(round) : data
    if (from === undefined) mock.trigger(channel, event, payload)
    else knownMember(mock, channel, from).trigger(event, payload)
  }
}

/** The remote member with this id. */
export function memberOf(mock: MockPusher, channel: string, id: string | number): RemoteMember | null {
  const found = mock.connections.find(
    ({ member }) => member?.channel === channel && String(member.id) === String(id),
  )
  return found?.member ?? null
}

function knownMember(mock: MockPusher, channel: string, id: string | number): RemoteMember {
  const member = memberOf(mock, channel, id)
  if (member) return member
  throw new Error(`Expected a member "${id}" in "${channel}" but got none; add a join step before this one.`)
}
