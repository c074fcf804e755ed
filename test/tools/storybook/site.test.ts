import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { completeSite } from '../../../tools/storybook/site.mjs'
import { siteHead } from '../../../tools/storybook/site-head.mjs'

/** A built Storybook of one page. */
function built(): string {
  const folder = mkdtempSync(join(tmpdir(), 'site-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'docs'))
  const entries = {
    a: { id: 'start-here--docs', type: 'docs' },
    b: { id: 'badge--live', type: 'story' },
  }
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ entries }))
  for (const name of ['index.html', 'iframe.html', 'page.js', 'llms.txt', 'docs/server.md'])
    writeFileSync(join(folder, name), name)
  return folder
}

const filesOf = (folder: string): string[] => {
  const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8')
  return JSON.parse(/^const files = (.*)$/m.exec(worker)?.[1] ?? '') as string[]
}
const versionOf = (folder: string) =>
  /^const version = (.*)$/m.exec(readFileSync(join(folder, 'service-worker.js'), 'utf8'))?.[1]

it('the service worker keeps what readers need, and not what programs read', () => {
  const folder = built()
  completeSite(folder, 'https://docs.example/kit')
  expect(filesOf(folder)).toEqual(['./', 'iframe.html', 'index.html', 'index.json', 'page.js'])
})

it('its copies have another name as soon as a file changes', () => {
  const folder = built()
  completeSite(folder, undefined)
  const before = versionOf(folder)
  completeSite(folder, undefined)
  expect(versionOf(folder)).toBe(before)
  writeFileSync(join(folder, 'page.js'), 'changed')
  completeSite(folder, undefined)
  expect(versionOf(folder)).not.toBe(before)
})

it.each(['https://docs.example/kit', 'https://docs.example/kit/'])(
  'the sitemap has whole addresses below %s',
  (siteUrl) => {
    const folder = built()
    completeSite(folder, siteUrl)
    const sitemap = readFileSync(join(folder, 'sitemap.xml'), 'utf8')
    expect(sitemap.match(/<loc>.*<\/loc>/g)).toEqual([
      '<loc>https://docs.example/kit/?path=/docs/start-here--docs</loc>',
    ])
    expect(siteHead(siteUrl)).toContain('"https://docs.example/kit/social.png"')
  },
)

it('without an address there is no sitemap, and the picture is beside the page', () => {
  const folder = built()
  completeSite(folder, undefined)
  expect(readdirSync(folder)).not.toContain('sitemap.xml')
  expect(siteHead(undefined)).toContain('content="./social.png"')
  expect(siteHead(undefined)).not.toContain('sitemap')
})
