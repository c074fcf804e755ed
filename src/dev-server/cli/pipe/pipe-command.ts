import { setFlagsFromString } from 'node:v8'
import { printable } from '../../../server/internal.ts'
import { startCommand } from './child-command.ts'
import type { ChildCommand } from './child-command.ts'
import { forwardStream } from './forward-stream.ts'
import { LineQueue } from './line-queue.ts'
import { sendAll } from './sender.ts'
import type { SendReport } from './sender.ts'
import { targetFinder } from './target.ts'

export interface PipeFlags {
  thread: string
  url: string | undefined
  token: string | undefined
  data: string
  /** ms */
  maxWait: number
  quiet: boolean
  /** If empty, standard input is read. */
  command: readonly string[]
}

/** Time to send lines that were read after a signal, ms. */
const endGrace = 2000

/** V8 flags for a small heap. The process stays below 64 MiB; Node itself requires 44. */
const smallHeap = ['--optimize-for-size', '--semi-space-growth-factor=1', '--max-opt=2']

/** `react-pusher-kit pipe`. Resolves with the exit code. */
export async function pipe(flags: PipeFlags): Promise<number> {
  for (const flag of smallHeap) setFlagsFromString(flag)
  const queue = new LineQueue()
  const impatience = new AbortController()
  const findTarget = targetFinder(flags)
  const command = flags.command.length > 0 ? await startCommand(flags.command) : null
  const ended = onSignals(command, () => impatience.abort())
  const sending = sendAll({ queue, findTarget, maxWait: flags.maxWait, signal: impatience.signal })

  await readAll(command, queue, flags.thread)
  queue.end()
  const report = await sending
  const exitCode = (await command?.exitCode) ?? ended()
  process.stderr.write(closingLine(flags, report))
  return report.notAccepted > 0 ? 1 : exitCode
}

async function readAll(command: ChildCommand | null, queue: LineQueue, thread: string): Promise<void> {
  if (!command) return forwardStream(process.stdin, process.stdout, queue, thread)
  await Promise.all([
    forwardStream(command.stdout, process.stdout, queue, thread),
    forwardStream(command.stderr, process.stderr, queue, thread),
  ])
}

/**
 * Ctrl-C signals the whole pipeline. After the first signal, reading continues until the writer ends, so that its last
 * lines are sent too. Reading ends at a second Ctrl-C, when the process is killed, or if the input is a keyboard.
 *
 * @returns a function that returns the exit code of a run that a signal ended
 */
function onSignals(command: ChildCommand | null, onImpatience: () => void): () => number {
  let exitCode = 0
  let interrupts = 0

  function end(code: number): void {
    exitCode = code
    process.stdin.destroy()
    setTimeout(onImpatience, endGrace).unref()
  }

  process.on('SIGINT', () => {
    interrupts++
    if (interrupts > 2) process.exit(130)
    if (!command && (process.stdin.isTTY || interrupts > 1)) end(130)
  })
  process.on('SIGTERM', () => {
    if (command) command.kill('SIGTERM')
    else end(143)
  })
  return () => exitCode
}

function closingLine({ quiet, thread }: PipeFlags, { sent, notAccepted, reason }: SendReport): string {
  const lines = sent === 1 ? '1 line' : `${sent} lines`
  if (notAccepted > 0) {
    return `react-pusher-kit: ${lines} sent, ${notAccepted} not accepted (${printable(reason ?? 'unknown')}).\n`
  }
  return quiet ? '' : `react-pusher-kit: ${lines} sent to thread ${printable(thread)}.\n`
}
