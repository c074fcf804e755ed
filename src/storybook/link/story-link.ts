import type { ChannelDefinitions } from '../../channels/index.ts'
import { declaredChannels } from '../../inspector/index.ts'
import type { StoryRun } from '../story-run.ts'
import {
  type Envelope,
  type LinkChannel,
  type PanelMessage,
  type StoryMessage,
  toPanel,
  toStory,
} from './messages.ts'
import { runCommand } from './panel-commands.ts'
import { storyStatus } from './story-status.ts'
import { EntryReader } from './transcript-entries.ts'

/** ms between two messages to the panel */
const interval = 100

/** A story that is connected to the panel. */
export interface LinkedStory {
  storyId: string
  run: StoryRun
  declared: ChannelDefinitions
}

/**
 * Connects a story to the panel over Storybook's channel. It sends updates only while a panel watches.
 *
 * @returns a function that disconnects it
 */
export function linkStory(
  channel: LinkChannel<StoryMessage, PanelMessage>,
  { storyId, run, declared }: LinkedStory,
): () => void {
  let watching: { reader: EntryReader; status: string } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const send = (message: PanelMessage): void => channel.emit(toPanel, { storyId, message })

  function sendUpdate(): void {
    clearTimeout(timer)
    timer = undefined
    if (!watching) return
    const news = watching.reader.next()
    if (news) send({ type: 'entries', json: JSON.stringify(news.entries), restart: news.restart })
    const status = storyStatus(run, declared)
    const text = JSON.stringify(status)
    if (text !== watching.status) send({ type: 'status', status })
    watching.status = text
  }

  function scheduleUpdate(): void {
    if (watching) timer ??= setTimeout(sendUpdate, interval)
  }

  function respond(request: number, problem: string | null): void {
    sendUpdate()
    send({ type: 'answer', request, problem })
  }

  function onMessage(envelope: Envelope<StoryMessage>): void {
    if (envelope.storyId !== storyId) return
    const { message } = envelope
    if (message.type === 'watch') {
      watching = { reader: new EntryReader(run), status: '' }
      send({ type: 'declared', channels: declaredChannels(declared) })
      sendUpdate()
    } else if (message.type === 'unwatch') {
      watching = null
    } else {
      try {
        runCommand(run, declared, message.command)
        respond(message.request, null)
      } catch (error) {
        respond(message.request, error instanceof Error ? error.message : String(error))
      }
    }
  }

  channel.on(toStory, onMessage)
  const stopFrames = run.mock.onFrame(scheduleUpdate)
  const stopChanges = run.onChange(scheduleUpdate)
  send({ type: 'opened' })
  return () => {
    channel.off(toStory, onMessage)
    stopFrames()
    stopChanges()
    clearTimeout(timer)
    watching = null
  }
}
