import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What npm and Vitest tell the programs that they start would make a new project look like a part of this one. */
const ours =
  /^(VITEST.*|NODE_ENV|DEV|PROD|SSR|MODE|BASE_URL|TEST|npm_(package|lifecycle)_.*|npm_config_(engine_strict|local_prefix))$/

/** No question, and nothing asked of the registry that npm's cache knows. */
const npmSettings = {
  npm_config_yes: 'true',
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
}

/** The environment of somebody who has just opened a terminal. */
export function freshEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !ours.test(name))
  return { ...Object.fromEntries(entries), ...npmSettings, NO_COLOR: '1', FORCE_COLOR: undefined }
}

/**
 * Runs a command to its end.
 *
 * @returns what it printed on standard output
 * @throws with all that it printed when it fails
 */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  variables: Record<string, string> = {},
): Promise<string> {
  const env = { ...freshEnvironment(), ...variables }
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let all = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
    all += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (all += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code === 0) return stdout
  throw new Error(`Expected \`${[command, ...args].join(' ')}\` to succeed, but got ${code}:\n${all}`)
}
