// The measured programs: one consumer, and a declaration of many channels in three forms.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const channelCount = 300
export const eventCount = 10
/** Components of the app, each with five calls on one channel. */
export const componentCount = 150

export const root = process.cwd()
const folder = join(root, 'tools/bench/node_modules/.cache/types')
export const tscOf = (compiler: string) => join(root, 'node_modules', compiler, 'bin/tsc')

const range = (length: number) => Array.from({ length }, (_, index) => index)

function declaration(): string {
  const channels = range(channelCount).map((index) => {
    const events = range(eventCount).map(
      (event) => `event${event}: type<{ n${event}: number; text: string }>()`,
    )
    return `'private-c${index}-{id}': { events: { ${events.join(', ')} }, clientEvents: { 'client-moved': type<{ x: number }>() } },`
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

function writeProject(name: string, files: Record<string, string>): string {
  const project = join(folder, name)
  mkdirSync(project, { recursive: true })
  const types = relative(project, join(folder, 'declarations'))
  const tsconfig = {
    extends: relative(project, join(root, 'tools/tsconfig/base.json')),
    compilerOptions: {
      lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
      paths: { 'react-pusher-kit': [`${types}/index.d.ts`], 'react-pusher-kit/*': [`${types}/*.d.ts`] },
    },
    include: ['*.ts'],
  }
  for (const [file, text] of Object.entries({ ...files, 'tsconfig.json': JSON.stringify(tsconfig) }))
    writeFileSync(join(project, file), text)
  return project
}

/** The folders of the programs. `components.ts` is the same in all of them except `alone`. */
export interface Projects {
  /** Without a declaration. */
  plain: string
  /** With the source of the declaration, as within an app. */
  declared: string
  /** With the emitted declaration, as from a built package. */
  built: string
  /** Only the source of the declaration. */
  alone: string
}

export function writeProjects(): Projects {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const emit = (project: string, outDir: string, ...options: string[]) =>
    execFileSync(process.execPath, [tscOf('typescript'), '-p', project, '--outDir', outDir, ...options])
  emit('tools/tsconfig/build.json', join(folder, 'declarations'))
  const consumer = { 'components.ts': components() }
  const source = { 'channels.ts': declaration() }
  const projects = {
    plain: writeProject('plain', consumer),
    declared: writeProject('declared', { ...consumer, ...source }),
    built: writeProject('built', consumer),
    alone: writeProject('alone', source),
  }
  const emitted = join(folder, 'emitted')
  emit(projects.alone, emitted, '--noEmit', 'false', '--declaration', '--emitDeclarationOnly')
  copyFileSync(join(emitted, 'channels.d.ts'), join(projects.built, 'channels.d.ts'))
  return projects
}
