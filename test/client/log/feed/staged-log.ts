import { afterEach, beforeEach, vi } from 'vitest'
import type { EventLogOptions, OpenEventLog } from '../../../../src/client/log/event-log-types.ts'
import { StagedChannel } from '../staged-channel.ts'

/** The channel of the running test. */
export let channel: StagedChannel
/** The log that the running test opened last. */
export let log: OpenEventLog

/** Gives each test of a file a channel of its own, and fake timers. */
export function stageLogs(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    newChannel()
  })
  afterEach(() => {
    channel.registry.dispose()
    vi.useRealTimers()
  })
}

/** What follows in the test happens on another channel. */
export function newChannel(): void {
  channel = new StagedChannel()
}

/** Opens a log on the channel, whose socket is as it was. */
export function openAsIs(options: Partial<EventLogOptions> = {}): void {
  log = channel.registry.open({ channel: 'logs', ...options })
}

/** Opens a log on the channel, connects, and waits for the first page of the history. */
export async function open(options: Partial<EventLogOptions> = {}): Promise<void> {
  openAsIs(options)
  channel.up()
  await vi.advanceTimersByTimeAsync(50)
}

/** The numbers of the log's entries, oldest first. */
export const seqs = (): (number | null)[] => log.slice().map(({ seq }) => seq)

/** The answer of a history that fails for a while. */
export const down = (): Response => new Response('down', { status: 503 })
