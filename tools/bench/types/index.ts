// `npm run bench:types`: what a declaration of 300 channels with 10 events each costs in an editor and in `tsc`.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const channelCount = 300
const eventCount = 10
/** Components of the app, each with calls on one channel. */
const componentCount = 150
const rounds = 20
const root = process.cwd()
const folder = join(root, 'tools/bench/node_modules/.cache/types')
const tsc = join(root, 'node_modules/typescript/bin/tsc')

const range = (length: number) => Array.from({ length }, (_, index) => index)
const patternOf = (index: number) => `private-c${index}-{id}`

function declaration(): string {
  const channels = range(channelCount).map((index) => {
    const events = range(eventCount).map(
      (event) => `event${event}: type<{ n${event}: number; text: string }>()`,
    )
    return `'${patternOf(index)}': { events: { ${events.join(', ')} }, clientEvents: { 'client-moved': type<{ x: number }>() } },`
  })
  return [
    "import { defineChannels, type } from 'react-pusher-kit/channels'",
    `export const channels = defineChannels({\n${channels.join('\n')}\n})`,
    "declare module 'react-pusher-kit/channels' { interface Register { channels: typeof channels } }",
  ].join('\n')
}

/** Calls that compile with and without the declaration. */
function components(): string {
  const calls = range(componentCount).map((index) => {
    const channel = `\`private-c${index * 2}-\${id}\``
    return `export function C${index}({ id }: { id: string }) {
  const { trigger } = usePusherChannel(${channel}, 'event${index % eventCount}', (payload) => void payload)
  usePusherChannel(${channel}, { event1: () => {}, event2: () => {} })
  const { log } = useEventLog({ channel: ${channel}, event: 'event3' })
  const { mutate } = useTrigger()
  const latest = usePusherEvents(${channel}, 'event4')
  return [log.size, latest.length, () => trigger('client-moved', { x: 1 }), () => mutate({ channel: ${channel}, event: 'event5', data: { n5: 1, text: '' } })]
}`
  })
  return [
    "import { useEventLog, usePusherChannel, usePusherEvents } from 'react-pusher-kit'",
    "import { useTrigger } from 'react-pusher-kit/query'",
    ...calls,
  ].join('\n')
}

const editedLine = "usePusherChannel('private-c299-x', '', () => {})"

function writeProject(name: string, isDeclared: boolean): string {
  const project = join(folder, name)
  mkdirSync(project, { recursive: true })
  const types = relative(project, join(folder, 'declarations'))
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      extends: relative(project, join(root, 'tools/tsconfig/base.json')),
      compilerOptions: {
        lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
        paths: { 'react-pusher-kit': [`${types}/index.d.ts`], 'react-pusher-kit/*': [`${types}/*.d.ts`] },
      },
      include: ['*.ts'],
    }),
  )
  writeFileSync(join(project, 'components.ts'), components())
  if (isDeclared) writeFileSync(join(project, 'channels.ts'), declaration())
  return project
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Seconds and instantiations of a compile, the median of five. */
function compile(project: string) {
  const runs = range(5).map(() => {
    const output = execFileSync(process.execPath, [tsc, '-p', project, '--extendedDiagnostics', '--noEmit'], {
      encoding: 'utf8',
    })
    const figure = (name: string) => Number(new RegExp(`^${name}:\\s*([\\d.]+)`, 'm').exec(output)?.[1])
    return {
      seconds: figure('Total time'),
      checking: figure('Check time'),
      instantiations: figure('Instantiations'),
    }
  })
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    checking: median(runs.map(({ checking }) => checking)),
    instantiations: runs[0]?.instantiations ?? 0,
  }
}

interface ServerMessage {
  type: string
  request_seq?: number
  success?: boolean
  body?: { entries?: { name: string }[] }
}

/** ms of a completion of the event's name after an edit, the median of 20, by the editor's server of TypeScript 5.9. */
async function complete(project: string): Promise<number> {
  const server = spawn(
    process.execPath,
    [join(root, 'node_modules/typescript-5/lib/tsserver.js'), '--disableAutomaticTypingAcquisition'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
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

  const file = join(project, 'edited.ts')
  writeFileSync(
    file,
    `import { usePusherChannel } from 'react-pusher-kit'\nimport './channels.ts'\n${editedLine}\n`,
  )
  const line = 3
  const offset = editedLine.indexOf("''") + 2
  send('open', { file })
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    // An edit before each, as an editor sends it: nothing is answered from a cache of the same text.
    send('change', { file, line: 4, offset: 1, endLine: 4, endOffset: 1, insertString: ' ' })
    const start = performance.now()
    const { body, success } = await ask('completionInfo', { file, line, offset })
    // The first one loads the program.
    if (round > 0) times.push(performance.now() - start)
    const names = body?.entries?.map(({ name }) => name) ?? []
    if (!success || !names.includes('event9'))
      throw new Error(`Expected the event names but got ${names.join(', ')}.`)
  }
  server.kill()
  return median(times)
}

export async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  execFileSync(process.execPath, [
    tsc,
    '-p',
    'tools/tsconfig/build.json',
    '--outDir',
    join(folder, 'declarations'),
  ])
  const declared = writeProject('declared', true)
  const plain = compile(writeProject('plain', false))
  const typed = compile(declared)
  const completion = await complete(declared)
  const row = (name: string, { seconds, checking, instantiations }: typeof plain) =>
    `${name.padEnd(22)} ${seconds.toFixed(3).padStart(8)} s ${checking.toFixed(3).padStart(8)} s checking ${instantiations.toLocaleString('en').padStart(10)} instantiations`
  console.log(`${channelCount} channels of ${eventCount} events, ${componentCount} components:`)
  console.log(row('without a declaration', plain))
  console.log(row('with it', typed))
  console.log(`tsc takes ${(typed.seconds / plain.seconds).toFixed(2)} times as long (under 1.3 is the aim).`)
  console.log(
    `Completion of an event's name: ${completion.toFixed(0)} ms, the median of ${rounds} (under 150 is the aim).`,
  )
}
