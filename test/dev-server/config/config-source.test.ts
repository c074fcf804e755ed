import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CliError } from 'react-pusher-kit/dev-server'
import type { RealtimeConfig } from 'react-pusher-kit/dev-server'
import { openConfig } from '../../../src/dev-server/config/config-source.ts'
import { appFolder } from './app-folder.ts'

const cleanUps: (() => void)[] = []

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp()
})

function app(files: Readonly<Record<string, string>>) {
  const made = appFolder(files)
  cleanUps.push(made.remove)
  return made
}

const withUser = (id: string) => `export default { users: [{ id: '${id}' }] }`
const config = `import { users } from './realtime/users.ts'\nexport default { users }\n`
const usersModule = (id: string) => `export const users = [{ id: '${id}' }]\n`

/** An app whose configuration is watched: what was applied, and what was said. */
async function watched(files: Readonly<Record<string, string>>) {
  const made = app(files)
  const source = await openConfig(made.folder, undefined)
  if (!source) throw new Error('No configuration was found.')
  const ids: (string | undefined)[] = []
  const said: string[] = []
  const failed: string[] = []
  const state = { refuse: false }
  cleanUps.push(
    source.watch({
      async apply({ users }: RealtimeConfig) {
        if (state.refuse) throw new CliError('Expected another `limits.bodyBytes`.')
        ids.push(users?.[0]?.id)
      },
      applied: (text) => said.push(text),
      failed: (text) => failed.push(text),
    }),
  )
  return { ...made, source, ids, said, failed, state }
}

describe('finding the configuration', () => {
  it.each(['ts', 'mts', 'js', 'mjs'])('finds realtime.config.%s in the folder', async (extension) => {
    const { folder } = app({ [`realtime.config.${extension}`]: withUser('ana') })
    const source = await openConfig(folder, undefined)
    expect(source?.file).toBe(join(folder, `realtime.config.${extension}`))
    expect(source?.config.users).toEqual([{ id: 'ana' }])
  })

  it('finds none in a folder above, nor a folder of that name', async () => {
    const { folder } = app({ 'realtime.config.ts': withUser('ana'), 'inner/a.txt': '' })
    expect(await openConfig(join(folder, 'inner'), undefined)).toBeNull()
    mkdirSync(join(folder, 'inner', 'realtime.config.ts'))
    expect(await openConfig(join(folder, 'inner'), undefined)).toBeNull()
  })

  it('takes the file that --config names, relative to the folder', async () => {
    const { folder } = app({ 'realtime.config.ts': 'throw 1', 'inner/other.ts': withUser('bob') })
    expect((await openConfig(folder, 'inner/other.ts'))?.config.users).toEqual([{ id: 'bob' }])
  })

  it.each([
    ['nowhere.ts', /Expected --config to name a file but there is none at .*nowhere\.ts; correct the path/],
    ['inner', /a file that ends with \.ts, /],
    ['config.json', /ends with .*but got config\.json/],
  ])('refuses --config %s in one sentence', async (named, message) => {
    const { folder } = app({ 'inner/a.ts': '', 'config.json': '{}' })
    await expect(openConfig(folder, named)).rejects.toThrow(message)
    await expect(openConfig(folder, named)).rejects.toThrow(CliError)
  })

  it('asks which one is meant when there are two', async () => {
    const { folder } = app({ 'realtime.config.ts': '', 'realtime.config.js': '' })
    await expect(openConfig(folder, undefined)).rejects.toThrow(
      /one configuration file but found realtime\.config\.ts and realtime\.config\.js/,
    )
  })

  it('says file, line and remedy of a mistake, without a stack', async () => {
    const { folder } = app({ 'realtime.config.ts': config, 'realtime/users.ts': `\nthrow new Error('no')` })
    await expect(openConfig(folder, undefined)).rejects.toThrow(/^realtime\/users\.ts:2: no; mend it\.$/)
  })
})

describe('watching the configuration', () => {
  it('applies a change of the file, and of a module that it imports', async () => {
    const { write, ids, said } = await watched({
      'realtime.config.ts': config,
      'realtime/users.ts': usersModule('ana'),
    })
    write('realtime/users.ts', usersModule('bob'))
    await vi.waitFor(() => expect(ids).toEqual(['bob']))
    write('realtime.config.ts', withUser('cleo'))
    await vi.waitFor(() => expect(ids).toEqual(['bob', 'cleo']))
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/^realtime\.config\.ts has changed and is in use\./)
  })

  it('keeps the last good one while a file is wrong, and says where', async () => {
    const { write, ids, failed } = await watched({
      'realtime.config.ts': config,
      'realtime/users.ts': usersModule('ana'),
    })
    write('realtime/users.ts', 'export const users = [\n  { id: }\n]')
    await vi.waitFor(() => expect(failed).toHaveLength(1))
    expect(failed[0]).toMatch(
      /^realtime\/users\.ts:2: Unexpected token.*\nThe last configuration that worked stays/,
    )
    write('realtime/users.ts', usersModule('bob'))
    await vi.waitFor(() => expect(ids).toEqual(['bob']))
  })

  it('finds the module that was missing once it is there', async () => {
    const { write, ids, failed } = await watched({ 'realtime.config.ts': withUser('ana') })
    write('realtime.config.ts', config.replace('users.ts', 'users'))
    await vi.waitFor(() => expect(failed).toHaveLength(1))
    expect(failed[0]).toMatch(/^realtime\.config\.ts:1: Cannot find module '\.\/realtime\/users'/)
    write('realtime/users.ts', usersModule('bob'))
    await vi.waitFor(() => expect(ids).toEqual(['bob']))
  })

  it('watches a module that is new and throws', async () => {
    const { write, ids, failed } = await watched({ 'realtime.config.ts': withUser('ana') })
    write('realtime/users.ts', 'throw new Error("not yet")')
    write('realtime.config.ts', config)
    await vi.waitFor(() => expect(failed.at(-1)).toMatch(/^realtime\/users\.ts:1: not yet/))
    write('realtime/users.ts', usersModule('bob'))
    await vi.waitFor(() => expect(ids).toEqual(['bob']))
  })

  it('keeps the last good one while the file is gone', async () => {
    const { folder, write, ids, failed } = await watched({ 'realtime.config.ts': withUser('ana') })
    rmSync(join(folder, 'realtime.config.ts'))
    await vi.waitFor(() => expect(failed).toHaveLength(1))
    expect(failed[0]).toMatch(
      /^realtime\.config\.ts: Expected realtime\.config\.ts to be there but it is gone; put it/,
    )
    write('realtime.config.ts', withUser('bob'))
    await vi.waitFor(() => expect(ids).toEqual(['bob']))
  })

  it('follows a file that an editor replaces, and a link that is turned', async () => {
    const { folder, write, ids } = await watched({
      'realtime.config.ts': config,
      'realtime/users.ts': usersModule('ana'),
    })
    write('realtime/next', usersModule('bob'))
    renameSync(join(folder, 'realtime/next'), join(folder, 'realtime/users.ts'))
    await vi.waitFor(() => expect(ids).toEqual(['bob']))
    write('other.ts', usersModule('cleo'))
    rmSync(join(folder, 'realtime/users.ts'))
    symlinkSync(join(folder, 'other.ts'), join(folder, 'realtime/users.ts'))
    await vi.waitFor(() => expect(ids.at(-1)).toBe('cleo'))
    write('other.ts', usersModule('dana'))
    await vi.waitFor(() => expect(ids.at(-1)).toBe('dana'))
  })

  it('ends with the last of twenty saves', async () => {
    const { folder, ids, failed } = await watched({ 'realtime.config.ts': withUser('ana') })
    for (let save = 1; save <= 20; save++) {
      writeFileSync(join(folder, 'realtime.config.ts'), withUser(`user-${save}`))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await vi.waitFor(() => expect(ids.at(-1)).toBe('user-20'))
    expect(ids.length).toBeLessThan(20)
    expect(failed).toEqual([])
  })

  it('says that a configuration is refused by what uses it', async () => {
    const { write, failed, state, ids } = await watched({ 'realtime.config.ts': withUser('ana') })
    state.refuse = true
    write('realtime.config.ts', withUser('bob'))
    await vi.waitFor(() => expect(failed).toHaveLength(1))
    expect(failed[0]).toMatch(/^realtime\.config\.ts: Expected another `limits\.bodyBytes`/)
    expect(ids).toEqual([])
  })
})
