import type { ChannelDefinitions } from '../../channels/index.ts'
import { payloadProblem, userChannelPrefix } from '../../inspector/index.ts'
import { memberOf } from '../script/run-step.ts'
import type { StoryRun } from '../story-run.ts'
import type { PanelCommand } from './messages.ts'
import { nextPerson } from './people.ts'

type Publication = Extract<PanelCommand, { do: 'publish' }>

/** @throws when the mock or a schema rejects it; the panel shows the message */
export function runCommand(run: StoryRun, declared: ChannelDefinitions, command: PanelCommand): void {
  const { mock } = run
  switch (command.do) {
    case 'delay':
      mock.network = { latency: command.latency }
      break
    case 'deny':
      run.denied = command.denied
      break
    case 'join':
      mock.join(command.channel, nextPerson(mock, declared, command.channel))
      break
    case 'leave':
      memberOf(mock, command.channel, command.id)?.leave()
      break
    case 'publish':
      publish(run, declared, command)
      break
  }
}

function publish({ mock }: StoryRun, declared: ChannelDefinitions, publication: Publication): void {
  const { channel, event, from } = publication
  const payload: unknown = JSON.parse(publication.payload)
  const problem = payloadProblem(declared, channel, event, payload)
  if (problem !== null) throw new Error(problem)
  if (from !== null) {
    const member = memberOf(mock, channel, from)
    if (!member) throw new Error(`Expected a member "${from}" in "${channel}", but the member has left.`)
    member.trigger(event, payload)
  } else if (channel.startsWith(userChannelPrefix)) {
    mock.sendToUser(channel.slice(userChannelPrefix.length), event, payload)
  } else {
    mock.trigger(channel, event, payload)
  }
}
