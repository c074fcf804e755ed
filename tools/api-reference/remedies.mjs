// The sections of docs/errors.md by code: the meaning and remedy of each error.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const heading = /^## `?(\w+(?: \(\w+\))?)`?$/m

/** A code that several parts of the package use has a section for each, such as `invalid_payload (mock)`. */
export function readRemedies(root) {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8')
  const sections = page.split(heading).slice(1)
  const remedies = new Map()
  for (let index = 0; index < sections.length; index += 2) {
    remedies.set(sections[index], sections[index + 1].replace(/^# [^]*/m, '').trim())
  }
  return remedies
}

/**
 * @param file - the file that declares the code, such as `src/mock/mock-error.ts`
 * @returns the section of the code, or undefined
 */
export function remedyOf(remedies, file, code) {
  const part = file.split('/')[1].replace(/\.tsx?$/, '')
  return remedies.get(`${code} (${part})`) ?? remedies.get(code)
}
