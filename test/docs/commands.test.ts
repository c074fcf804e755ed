import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { usage } from '../../src/dev-server/cli/usage.ts'

const root = join(import.meta.dirname, '../..')
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string
  scripts: Record<string, string>
  peerDependencies: Record<string, string>
}
const lines = readFileSync(join(root, 'examples/docs/commands.sh'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

/** The options of a command that its help tells of. */
function helpOf(command: string): string {
  const [, help = ''] = usage.split(`${packageJson.name} ${command} `)
  return help.split(`\n  ${packageJson.name} `)[0] ?? ''
}

/** What is wrong with a line of shell, or null. What is piped into the command is left out. */
function problemOf(line: string): string | null {
  const [program = '', verb = '', ...rest] = (line.split(' | ').at(-1) ?? '').split(' ')
  if (program === 'npm' && verb === 'install') {
    const known = [packageJson.name, ...Object.keys(packageJson.peerDependencies)]
    return rest.find((name) => !known.includes(name)) ?? null
  }
  if (program === 'npm') {
    const script = (verb === 'run' ? rest[0] : verb) ?? ''
    return script in packageJson.scripts ? null : script
  }
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

it('a command that is gone is found out', () => {
  expect(problemOf('npm install react-pusher-kit left-pad')).toBe('left-pad')
  expect(problemOf('npm run tests')).toBe('tests')
  expect(problemOf('npx react-pusher-kit listen')).toBe('listen')
  expect(problemOf('npx react-pusher-kit serve --thread a')).toBe('--thread')
  expect(problemOf('yarn')).toBe('yarn')
})
