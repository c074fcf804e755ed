import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

interface Component {
  name: string
  version: string
  licenses?: { license: { id?: string; name?: string } }[]
}

/** Ask for nothing but that their text is kept. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Unlicense']

it('every package that an install brings has a permissive licence', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const
  const sbom = execFileSync('npm', ['sbom', '--omit=dev', '--sbom-format=cyclonedx'], options)
  const { components } = JSON.parse(sbom) as { components: Component[] }
  expect(components.length).toBeGreaterThan(10)
  const others = components.filter(({ licenses = [] }) => {
    const ids = licenses.map(({ license }) => license.id ?? license.name ?? '')
    return ids.length === 0 || !ids.every((id) => permissive.includes(id))
  })
  expect(others.map(({ name, version, licenses }) => ({ name, version, licenses }))).toEqual([])
})
