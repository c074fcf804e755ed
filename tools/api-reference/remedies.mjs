// docs/errors.md by code: what each error means and what to do.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export function readRemedies(root) {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8')
  const sections = page.split(/^## `?(\w+)`?$/m).slice(1)
  const remedies = new Map()
  for (let index = 0; index < sections.length; index += 2) {
    remedies.set(sections[index], sections[index + 1].replace(/^# [^]*/m, '').trim())
  }
  return remedies
}
