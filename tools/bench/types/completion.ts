// Measures completions as an editor requests them.
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../figures.ts'
import { root } from './projects.ts'

export const rounds = 20

/** The position of the cursor. */
export interface Cursor {
  /** The lines before the cursor. */
  imports: readonly string[]
  /** The line, with `|` at the cursor. */
  line: string
  /** A name that the completion must contain. */
  expected: string
}

interface ServerMessage {
  type: string
  request_seq?: number
  success?: boolean
  body?: { entries?: { name: string }[] }
}

/** The editor server of TypeScript 5.9. Version 7 has none with this protocol. */
function startServer() {
  const tsserver = join(root, 'node_modules/typescript-5/lib/tsserver.js')
  const server = spawn(process.execPath, [tsserver, '--disableAutomaticTypingAcquisition'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting = new Map<number, (message: ServerMessage) => void>()
  let rest = ''
  server.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter((each) => each.startsWith('{'))) {
      const message = JSON.parse(line) as ServerMessage
      if (message.type === 'response') waiting.get(message.request_seq ?? -1)?.(message)
    }
  })
  let count = 0
  const send = (command: string, args: object) => {
    count += 1
    server.stdin.write(`${JSON.stringify({ seq: count, type: 'request', command, arguments: args })}\n`)
    return count
  }
  const ask = (command: string, args: object) =>
    new Promise<ServerMessage>((resolve) => {
      waiting.set(send(command, args), resolve)
    })
  return { send, ask, stop: () => server.kill() }
}

/** ms of a completion after an edit, the median of 20 when the program is loaded. */
export async function complete(project: string, { imports, line, expected }: Cursor): Promise<number> {
  const { send, ask, stop } = startServer()
  const file = join(project, 'edited.ts')
  writeFileSync(file, [...imports, line.replace('|', ''), ''].join('\n'))
  const last = imports.length + 2
  const at = { file, line: imports.length + 1, offset: line.indexOf('|') + 1 }
  send('open', { file })
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    // Sends an edit before each request, so that the server cannot use a cache of the same text.
    send('change', { file, line: last, offset: 1, endLine: last, endOffset: 1, insertString: ' ' })
    const start = performance.now()
    const { body, success } = await ask('completionInfo', at)
    // The first one loads the program.
    if (round > 0) times.push(performance.now() - start)
    const names = body?.entries?.map(({ name }) => name) ?? []
    if (!success || !names.includes(expected))
      throw new Error(`Expected ${expected} among the names but got ${names.join(', ')}.`)
  }
  stop()
  rmSync(file)
  return median(times)
}
