import type { ChannelDefinitions } from '../../channels/index.ts'
import type { StoryRun } from '../story-run.ts'
import { declaredChannels } from './declared-channels.ts'
import {
  type Letter,
  type LinkChannel,
  type PanelMessage,
  type StoryMessage,
  toPanel,
  toStory,
} from './messages.ts'
import { obey } from './panel-commands.ts'
import { storyStatus } from './story-status.ts'
import { EntryReader } from './transcript-entries.ts'

/** ms between two messages to the panel */
const interval = 100

/** A story that the panel may watch and drive. */
export interface LinkedStory {
  storyId: string
  run: StoryRun
  declared: ChannelDefinitions
}

/**
 * Joins a story to the panel over Storybook's channel. Nothing is read or sent before a panel watches, nor after
 * it stopped.
 *
 * @returns ends it
 */
export function linkStory(
  channel: LinkChannel<StoryMessage, PanelMessage>,
  { storyId, run, declared }: LinkedStory,
): () => void {
  let watching: { reader: EntryReader; status: string } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const say = (message: PanelMessage): void => channel.emit(toPanel, { storyId, message })

  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    if (!watching) return
    const news = watching.reader.next()
    if (news) say({ type: 'entries', json: JSON.stringify(news.entries), restart: news.restart })
    const status = storyStatus(run, declared)
    const text = JSON.stringify(status)
    if (text !== watching.status) say({ type: 'status', status })
    watching.status = text
  }

  function tellSoon(): void {
    if (watching) timer ??= setTimeout(tell, interval)
  }

  function answer(request: number, problem: string | null): void {
    tell()
    say({ type: 'answer', request, problem })
  }

  function hear(letter: Letter<StoryMessage>): void {
    if (letter.storyId !== storyId) return
    const { message } = letter
    if (message.type === 'watch') {
      watching = { reader: new EntryReader(run), status: '' }
      say({ type: 'declared', channels: declaredChannels(declared) })
      tell()
    } else if (message.type === 'unwatch') {
      watching = null
    } else {
      try {
        obey(run, declared, message.command)
        answer(message.request, null)
      } catch (error) {
        answer(message.request, error instanceof Error ? error.message : String(error))
      }
    }
  }

  channel.on(toStory, hear)
  const stopFrames = run.mock.onFrame(tellSoon)
  const stopChanges = run.onChange(tellSoon)
  say({ type: 'opened' })
  return () => {
    channel.off(toStory, hear)
    stopFrames()
    stopChanges()
    clearTimeout(timer)
    watching = null
  }
}
