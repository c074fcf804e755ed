import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import * as react from 'react'
import { type BuiltModule, isOurs, modulesFrom, packageOf } from './module-graph.ts'

const unpacked = inject('unpacked')

interface Manifest {
  exports: Record<string, string | { default: string }>
}

const { exports } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Manifest
const entries = Object.entries(exports).flatMap(([entry, target]) =>
  typeof target === 'object' && target.default.endsWith('.js')
    ? [{ entry, file: target.default.replace('./', '') }]
    : [],
)

const fileOf = (entry: string) => entries.find((one) => one.entry === entry)?.file as string

function packagesOf(entry: string): string[] {
  const modules = [...modulesFrom(unpacked, fileOf(entry)).values()]
  const sources = modules.flatMap(({ imports }) => imports.map(({ source }) => source))
  const packages = sources.filter((source) => !isOurs(source)).map(packageOf)
  const isNode = (name: string) => name.startsWith('node:') || builtinModules.includes(name)
  return [...new Set(packages.map((name) => (isNode(name) ? 'node' : name)))].toSorted()
}

describe('the packages that an entry reaches', () => {
  it.each([
    ['.', ['pusher-js', 'react']],
    ['./channels', []],
    ['./client', ['pusher-js']],
    ['./query', ['@tanstack/react-query', 'react']],
    ['./mantine', ['@mantine/core', '@mantine/hooks', '@mantine/notifications', 'react', 'virtua']],
    ['./mantine/labels', []],
    ['./mock', ['@noble/hashes', 'pusher-js', 'tweetnacl']],
    ['./mock/vitest', ['vitest']],
    ['./server', ['@noble/hashes', 'hono', 'jose', 'pusher', 'rate-limiter-flexible', 'tweetnacl']],
    ['./stores', ['libsql', 'node', 'pg']],
  ])('%s reaches %j', (entry, packages) => {
    expect(packagesOf(entry)).toEqual(packages)
  })
})

it('leaves no import in dist that is there for its effects alone', () => {
  const modules = entries.flatMap(({ file }) => [...modulesFrom(unpacked, file).values()])
  const bare = modules.flatMap(({ path, imports }) =>
    imports.filter(({ names }) => names.length === 0).map(({ source }) => `${path}: import "${source}"`),
  )
  expect(bare).toEqual([])
})

describe('"use client"', () => {
  const condition = ['--conditions=react-server', '-p', "JSON.stringify(Object.keys(require('react')))"]
  const onServer = JSON.parse(execFileSync(process.execPath, condition, { encoding: 'utf8' })) as string[]
  /** What React has in a browser and not on a server. */
  const clientOnly = new Set(Object.keys(react).filter((name) => !onServer.includes(name)))
  const clientPackages = /^(@mantine\/|@tanstack\/react-query$|virtua$)/

  const needsClient = ({ imports }: BuiltModule) =>
    imports.some(
      ({ source, names }) =>
        clientPackages.test(source) ||
        (source === 'react' && names.some((name) => name === '*' || clientOnly.has(name))),
    )

  /** Modules that a server component loads itself: those on the way to the first `"use client"`. */
  function loadedOnServer(modules: Map<string, BuiltModule>, path: string, seen = new Set<string>()) {
    const module = modules.get(path)
    if (!module || seen.has(path)) return seen
    seen.add(path)
    if (!module.isClient) for (const { source } of module.imports) loadedOnServer(modules, source, seen)
    return seen
  }

  const entriesOfReact = ['.', './query', './mantine'].map((entry) => {
    const modules = modulesFrom(unpacked, fileOf(entry))
    const loaded = [...loadedOnServer(modules, fileOf(entry))].map((path) => modules.get(path) as BuiltModule)
    return { entry, modules: [...modules.values()], loaded }
  })

  it.each(entriesOfReact)('of $entry stands wherever a server could not do without', ({ loaded }) => {
    const missing = loaded.filter((module) => !module.isClient && needsClient(module))
    expect(missing.map(({ path }) => path)).toEqual([])
  })

  it.each(entriesOfReact)('of $entry stands nowhere without need', ({ loaded }) => {
    const needless = loaded.filter(
      ({ path, isClient }) => isClient && ![...modulesFrom(unpacked, path).values()].some(needsClient),
    )
    expect(needless.map(({ path }) => path)).toEqual([])
  })

  it('stands in no module that is always behind another one', () => {
    const loaded = new Set(entriesOfReact.flatMap((entry) => entry.loaded.map(({ path }) => path)))
    const client = entriesOfReact.flatMap(({ modules }) => modules.filter(({ isClient }) => isClient))
    expect(client.length).toBeGreaterThan(10)
    expect(client.filter(({ path }) => !loaded.has(path))).toEqual([])
  })

  it('stands in no other entry', () => {
    const others = ['./channels', './client', './mock', './server', './stores', './dev-server']
    const modules = others.flatMap((entry) => [...modulesFrom(unpacked, fileOf(entry)).values()])
    expect(modules.filter(({ isClient }) => isClient)).toEqual([])
  })
})
