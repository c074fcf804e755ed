import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { HttpError } from 'react-pusher-kit/server'
import { errorMessage, errorPlace, placeText } from '../../../src/dev-server/config/error-place.ts'
import { configLoader } from '../../../src/dev-server/config/load-config.ts'
import { appFolder } from './app-folder.ts'

const folders: ReturnType<typeof appFolder>[] = []

function app(files: Readonly<Record<string, string>>) {
  const folder = appFolder(files)
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const { remove } of folders.splice(0)) remove()
})

const channelsModule = `
  import { defineChannels, type } from 'react-pusher-kit/channels'
  export interface Note { text: string }
  export const channels = defineChannels({ news: { events: { note: type<Note>() } } })
`
const config = (more = '') => `
  import { defineConfig } from 'react-pusher-kit/dev-server'
  import { channels } from './realtime/channels.ts'
  export default defineConfig({ channels, ${more} })
`

/** What went wrong, as the terminal says it. */
async function failure(files: Readonly<Record<string, string>>, name = 'realtime.config.ts') {
  const { folder } = app(files)
  const file = join(folder, name)
  const error: unknown = await configLoader(file, 200)
    .load()
    .then(() => new Error('It loaded.'))
    .catch((reason: unknown) => reason)
  return `${placeText(errorPlace(error, file), folder)}: ${errorMessage(error)}`
}

describe('loading a configuration', () => {
  it('evaluates TypeScript and knows the files of the app', async () => {
    const { folder } = app({ 'realtime.config.ts': config(), 'realtime/channels.ts': channelsModule })
    const loader = configLoader(join(folder, 'realtime.config.ts'))
    expect(Object.keys((await loader.load()).channels ?? {})).toEqual(['news'])
    expect(loader.files().toSorted()).toEqual([
      join(folder, 'realtime.config.ts'),
      join(folder, 'realtime/channels.ts'),
    ])
  })

  it('reads what has changed, in a module too, and evaluates a shared module once', async () => {
    const { folder, write } = app({
      'realtime.config.ts': `
        import { users } from './realtime/users'
        import { users as same } from '@app/users'
        export default { users: users === same ? users : [] }`,
      'realtime/users.ts': `export const users = [{ id: 'ana' }]`,
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["./realtime/*"] } } }',
    })
    const loader = configLoader(join(folder, 'realtime.config.ts'))
    expect((await loader.load()).users).toEqual([{ id: 'ana' }])
    write('realtime/users.ts', `export const users = [{ id: 'bob' }]`)
    expect((await loader.load()).users).toEqual([{ id: 'bob' }])
  })

  it('gives the modules of the app the classes of this very process', async () => {
    const { folder } = app({
      'realtime.config.ts': `
        import { HttpError } from 'react-pusher-kit/server'
        export default { messages: { make: () => { throw new HttpError(403, 'forbidden', 'no') } } }`,
    })
    const { messages = {} } = await configLoader(join(folder, 'realtime.config.ts')).load()
    expect(messages['make'] as () => void).toThrow(HttpError)
  })

  it.each([
    ['a CommonJS file', 'realtime.config.js', `module.exports = { users: [{ id: 'ana' }] }`],
    [
      'a CommonJS file that requires',
      'realtime.config.js',
      `const { defineConfig } = require('react-pusher-kit/dev-server'); module.exports = defineConfig({ users: require('./users.cjs') })`,
    ],
    ['an ES module', 'realtime.config.mjs', `import users from './users.cjs'; export default { users }`],
    [
      'a file with a byte order mark',
      'realtime.config.ts',
      `\uFEFFexport default { users: [{ id: 'ana' }] }`,
    ],
    ['a promise', 'realtime.config.ts', `export default Promise.resolve({ users: [{ id: 'ana' }] })`],
    [
      'an await at the top level',
      'realtime.config.ts',
      `import { users } from './users.ts'; const all = await Promise.resolve(users); export default { users: all }`,
    ],
    [
      'an await at the top level of an ES module',
      'realtime.config.mjs',
      `const users = await Promise.resolve([{ id: 'ana' }]); export default { users }`,
    ],
  ])('takes %s, twice', async (_, name, text) => {
    const { folder, write } = app({
      [name]: text,
      'users.cjs': `module.exports = [{ id: 'ana' }]`,
      'users.ts': `export const users = [{ id: 'ana' }]`,
    })
    const loader = configLoader(join(folder, name))
    expect((await loader.load()).users).toEqual([{ id: 'ana' }])
    write(name, text.replaceAll("'ana'", "'bob'"))
    write('users.cjs', `module.exports = [{ id: 'bob' }]`)
    write('users.ts', `export const users = [{ id: 'bob' }]`)
    expect((await loader.load()).users).toEqual([{ id: 'bob' }])
  })

  it('reads a JavaScript module of a package of modules anew', async () => {
    const { folder, write } = app({
      'package.json': '{ "type": "module" }',
      'realtime.config.js': `import { users } from './realtime/users.js'; export default { users }`,
      'realtime/users.js': `export const users = [{ id: 'ana' }]`,
    })
    const loader = configLoader(join(folder, 'realtime.config.js'))
    await loader.load()
    write('realtime/users.js', `export const users = [{ id: 'bob' }]`)
    expect((await loader.load()).users).toEqual([{ id: 'bob' }])
  })

  it('reads the good file after a bad one', async () => {
    const { folder, write } = app({ 'realtime.config.ts': config(), 'realtime/channels.ts': channelsModule })
    const loader = configLoader(join(folder, 'realtime.config.ts'))
    await loader.load()
    write('realtime/channels.ts', 'export const channels = {')
    await expect(loader.load()).rejects.toThrow('ParseError')
    write('realtime/channels.ts', channelsModule.replace('news', 'olds'))
    expect(Object.keys((await loader.load()).channels ?? {})).toEqual(['olds'])
  })
})

describe('the place of a mistake', () => {
  it.each([
    ['the second of two', `\n  webhooks: [\n    { url: 'http://a.test' },\n    { url: 'a' },\n  ],`, 7],
    ['behind a comment that names it', `\n  // users: []\n  /* users: */\n  users: [],`, 7],
    ['what comes from elsewhere', `\n  users: people,\n  messages: { id: () => {} },`, 5],
    ['a quoted key', `\n  authorize: {\n    'private-user-{userId}': true,\n  },`, 6],
  ])('is the line of %s', async (_, more, line) => {
    const people = 'const people = [{ id: 5 }]'
    const files = { 'realtime.config.ts': people + config(more), 'realtime/channels.ts': channelsModule }
    expect(await failure(files)).toMatch(new RegExp(`^realtime\\.config\\.ts:${line}: Expected `))
  })

  it('is found in a folder with spaces and brackets', async () => {
    const name = 'my app (1)/realtime.config.ts'
    expect(await failure({ [name]: '\nthrow new Error("no")' }, name)).toBe(`${name}:2: no`)
  })

  it('is named with the tsconfig that cannot be read', async () => {
    const files = {
      'realtime.config.ts': 'export default {}',
      'tsconfig.json': '{ "extends": "./nowhere.json" }',
    }
    expect(await failure(files)).toMatch(
      /^realtime\.config\.ts: Expected tsconfig\.json to be readable, .*'\.\/nowhere\.json' not found/,
    )
  })

  it.each([
    ['a syntax error', config('users: ['), /^realtime\.config\.ts:4: Unexpected token/],
    ['what it throws', `\n\nthrow new Error('no database')`, /^realtime\.config\.ts:3: no database$/],
    [
      'a text that it throws',
      `throw 'no'`,
      /^realtime\.config\.ts: Expected an Error to be thrown but got a value of the type string$/,
    ],
    [
      'a stack that names no file',
      `throw Object.assign(new Error('x'), { stack: 'at file://host/a.ts:1:2\\nat (file:///%zz:1:1)' })`,
      /^realtime\.config\.ts: x$/,
    ],
    ['null that it throws', 'throw null', /but got null$/],
    [
      'an Error whose message is none',
      `throw Object.assign(new Error('x'), { message: {}, stack: 5 })`,
      /^realtime\.config\.ts: a value of the type object$/,
    ],
    [
      'a message of several lines',
      `throw new Error('one\\ntwo \\u001b[31m')`,
      /^realtime\.config\.ts:1: one$/,
    ],
    [
      'a getter that throws',
      `\nexport default { get users() { throw new Error('no') } }`,
      /^realtime\.config\.ts:2: no$/,
    ],
    [
      'a module that is not there',
      `\nimport './nowhere'`,
      /^realtime\.config\.ts:2: Cannot find module '\.\/nowhere'$/,
    ],
    ['a wrong key', config('\n  chanels: {},'), /^realtime\.config\.ts:5: Expected a known key .* `chanels`/],
    [
      'a wrong value',
      config(`\n  users: [\n    { id: 5 },\n  ],`),
      /^realtime\.config\.ts:6: Expected `users\[0\]\.id`/,
    ],
    ['a key named constructor', config('\n  constructor: 1,'), /^realtime\.config\.ts:5: .* `constructor`/],
    ['no export', 'const a = 1', /^realtime\.config\.ts: Expected a default export but there is none/],
    ['a named export alone', 'export const config = { users: [] }', /Expected a default export/],
    ['an empty file', '', /Expected a default export/],
    [
      'a function',
      'export default () => ({})',
      /^realtime\.config\.ts: Expected the configuration .* a function; .*defineConfig\(/,
    ],
    ['a promise that rejects', `export default Promise.reject(new Error('late'))`, /: late$/],
    [
      'a promise that never resolves',
      'export default new Promise(() => {})',
      /within 0\.2 s but it still waits/,
    ],
    ['an await that never ends', 'await new Promise(() => {})\nexport default {}', /within 0\.2 s/],
  ])('is said for %s', async (_, text, message) => {
    expect(await failure({ 'realtime.config.ts': text, 'realtime/channels.ts': channelsModule })).toMatch(
      message,
    )
  })

  it.each([
    ['a syntax error', 'export const channels = {\n  a: 1\n  b: 2 }', /^realtime\/channels\.ts:3: /],
    ['what it throws', `\nthrow new TypeError('no')`, /^realtime\/channels\.ts:2: no$/],
  ])('is a module of the app for %s in it', async (_, text, message) => {
    expect(await failure({ 'realtime.config.ts': config(), 'realtime/channels.ts': text })).toMatch(message)
  })
})
