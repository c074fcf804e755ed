import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { systemCode } from '../cli-error.ts'
import type { LineQueue } from './line-queue.ts'
import { LineSplitter } from './line-splitter.ts'
import { LogLines } from './log-line.ts'

/**
 * Passes a stream through unchanged, and adds its lines to the queue. Waits for the slower of the two.
 */
export async function forwardStream(
  source: Readable,
  output: Writable,
  queue: LineQueue,
  thread: string,
): Promise<void> {
  const splitter = new LineSplitter()
  const lines = new LogLines(thread)
  let outputIsOpen = true
  // The reader has closed the pipe, as `head` does. The log still receives the rest.
  output.on('error', () => {
    outputIsOpen = false
  })
  for await (const chunk of untilClosed(source)) {
    if (outputIsOpen && !output.write(chunk)) await Promise.race([once(output, 'drain'), closed(output)])
    for (const raw of splitter.push(chunk)) {
      for (const line of lines.read(raw, Date.now())) await queue.put(line)
    }
  }
  for (const raw of splitter.end()) {
    for (const line of lines.read(raw, Date.now())) await queue.put(line)
  }
}

/** The chunks of a stream; a stream that is closed from this side ends without an error. */
async function* untilClosed(source: Readable): AsyncGenerator<Buffer> {
  try {
    yield* source as AsyncIterable<Buffer>
  } catch (error) {
    if (systemCode(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

function closed(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    output.once('error', () => resolve())
    output.once('close', () => resolve())
  })
}
