import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '../..')
const componentCount = 20

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

/** The types that the compiler makes for components on the first channels of a declaration. */
function instantiationsOf(channelCount: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'kit-types-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const channels = times(
    channelCount,
    (index) =>
      `'private-c${index}-{id}': { events: { a: type<{ a${index}: 1 }>(), b: type<{ b${index}: 1 }>() } },`,
  )
  const components = times(
    componentCount,
    (index) => `export function C${index}({ id }: { id: string }) {
  const { trigger } = usePusherChannel(\`private-c${index}-\${id}\`, 'a', ({ a${index} }) => void a${index})
  return () => trigger('b', { b${index}: 1 })
}`,
  )
  const files = {
    'channels.ts': `import { defineChannels, type } from 'react-pusher-kit/channels'
export const channels = defineChannels({${channels}})
declare module 'react-pusher-kit/channels' { interface Register { channels: typeof channels } }`,
    'components.ts': `import { usePusherChannel } from 'react-pusher-kit'\n${components}`,
    'tsconfig.json': JSON.stringify({
      extends: join(root, 'tools/tsconfig/base.json'),
      compilerOptions: {
        lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
        paths: {
          'react-pusher-kit': [join(root, 'src/index.ts')],
          'react-pusher-kit/*': [join(root, 'src/*.ts')],
        },
      },
      include: ['*.ts'],
    }),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const output = execFileSync(
    process.execPath,
    [tsc, '-p', folder, '--extendedDiagnostics', '--singleThreaded'],
    {
      encoding: 'utf8',
    },
  )
  return Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1])
}

it('A channel more costs the compiler the same, however many names the app uses', () => {
  const few = instantiationsOf(componentCount)
  const many = instantiationsOf(componentCount + 200)
  // 69: the declaration itself. A comparison with the name in each component adds about nine for each of them.
  expect((many - few) / 200).toBeLessThan(100)
}, 120_000)
