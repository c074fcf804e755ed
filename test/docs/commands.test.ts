import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { usage } from '../../src/dev-server/cli/usage.ts'

const root = join(import.meta.dirname, '../..')
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string
  files: readonly string[]
  scripts: Record<string, string>
  peerDependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const lines = readFileSync(join(root, 'examples/docs/commands.sh'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

/** The part of the help about a command. */
function helpOf(command: string): string {
  const [, help = ''] = usage.split(`${packageJson.name} ${command} `)
  return help.split(`\n  ${packageJson.name} `)[0] ?? ''
}

/** The source that the package does not contain, or null. */
function problemOfCopy([source = '']: readonly string[]): string | null {
  const path = source.replace(`node_modules/${packageJson.name}/`, '').replace(/\/\.$/, '')
  return packageJson.files.includes(path) ? null : source
}

/** The invalid word of a shell line, or null. Ignores commands before a pipe. */
function problemOf(line: string): string | null {
  const [program = '', verb = '', ...rest] = (line.split(' | ').at(-1) ?? '').split(' ')
  if (program === 'cd') return null
  if (program === 'cp') return problemOfCopy(verb === '-r' ? rest : [verb, ...rest])
  if (program === 'npm' && verb === 'create') return rest[0] === 'vite@9' ? null : (rest[0] ?? verb)
  if (program === 'npm' && verb === 'install') {
    const isDevelopment = rest[0] === '-D'
    const dependencies = isDevelopment ? packageJson.devDependencies : packageJson.peerDependencies
    const known = [packageJson.name, ...Object.keys(dependencies)]
    return rest.slice(isDevelopment ? 1 : 0).find((name) => !known.includes(name)) ?? null
  }
  if (program === 'npm') {
    const script = (verb === 'run' ? rest[0] : verb) ?? ''
    return script in packageJson.scripts ? null : script
  }
  if (program === 'npx' && verb === 'create-next-app@16') return null
  if (program === 'npx' && verb in packageJson.devDependencies) return null
  if (program !== 'npx' || verb !== packageJson.name) return program
  const [command = '', ...options] = rest
  const help = helpOf(command)
  if (help === '') return command
  const end = options.indexOf('--')
  const own = end === -1 ? options : options.slice(0, end)
  return own.find((word) => word.startsWith('--') && !help.includes(word)) ?? null
}

it.each(lines)('%s is a command that works', (line) => {
  expect(problemOf(line)).toBeNull()
})

it('finds commands that do not exist', () => {
  expect(problemOf('npm install react-pusher-kit left-pad')).toBe('left-pad')
  expect(problemOf('npm run tests')).toBe('tests')
  expect(problemOf('npx react-pusher-kit listen')).toBe('listen')
  expect(problemOf('npx react-pusher-kit serve --thread a')).toBe('--thread')
  expect(problemOf('yarn')).toBe('yarn')
  expect(problemOf('cp -r node_modules/react-pusher-kit/examples/team-room .')).toContain('team-room')
  expect(problemOf('cp node_modules/react-pusher-kit/examples/realtime.config.mts .')).toContain('.mts')
})
