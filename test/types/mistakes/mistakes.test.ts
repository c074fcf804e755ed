import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = import.meta.dirname
const source = readFileSync(join(folder, 'mistakes.tsx'), 'utf8').split('\n')

/** What a compiler says about one place. */
interface Diagnostic {
  /** From 1. */
  line: number
  /** From 1. */
  column: number
  code: string
  text: string
}

/** Runs a compiler as a user does, and reads what it prints. */
function diagnosticsOf(compiler: string): Promise<Diagnostic[]> {
  const tsc = join(folder, '../../../node_modules', compiler, 'bin/tsc')
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], (_, stdout, stderr) => {
      const found: Diagnostic[] = []
      let current: Diagnostic | null = null
      for (const row of stdout.split('\n')) {
        const [, file, line, column, code = '', text = ''] =
          /^(\S+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(row) ?? []
        if (file) {
          current = { line: Number(line), column: Number(column), code, text }
          // The sources need not compile with 5.9: users get declarations.
          if (file.endsWith('mistakes.tsx')) found.push(current)
        } else if (row.startsWith(' ') && current) current.text += `\n${row}`
      }
      if (found.length === 0)
        reject(new Error(`Expected ${compiler} to find mistakes but got: ${stdout}${stderr}`))
      else resolve(found)
    })
  })
}

/** The declared names, and those in the mistakes, that a message contains. */
function namesIn(text: string): string[] {
  const quoted = text.match(/"[\w.-]+"|`[^`]+`|'[\w.{}-]+'/g) ?? []
  return [...new Set(quoted.map((name) => name.slice(1, -1)))].toSorted()
}

/** The source's word at a place. */
const wordAt = ({ line, column }: Diagnostic) =>
  /^(?:'[^']*'|"[^"]*"|[\w.]+|\S)/.exec((source[line - 1] ?? '').slice(column - 1))?.[0] ?? ''

const titleOf = ({ line }: Diagnostic) =>
  source
    .slice(0, line)
    .findLast((row) => /^\/\/ \d+\. /.test(row))
    ?.slice(3) ?? ''

it('TypeScript 7 and 5.9 report 25 mistakes where they are, with the names that exist', async () => {
  const [seven, five] = await Promise.all(['typescript', 'typescript-5'].map(diagnosticsOf))
  const places = (found: readonly Diagnostic[] = []) =>
    found.map((each) => ({ mistake: titleOf(each), at: wordAt(each), code: each.code }))
  expect(new Set(places(seven).map(({ mistake }) => mistake)).size).toBe(25)
  expect(places(five)).toEqual(places(seven))
  for (const [index, { text }] of (seven ?? []).entries()) {
    // The compilers cut off a long type at different places.
    const isCut = text.includes('...')
    const others = namesIn(five?.[index]?.text ?? '').filter((name) => !isCut || namesIn(text).includes(name))
    expect(others).toEqual(namesIn(text))
  }
  const page = (seven ?? []).map(
    (each) =>
      `${titleOf(each)}\n${source[each.line - 1]?.trim()}\n  at ${wordAt(each)}\n  ${each.code}: ${each.text}\n`,
  )
  await expect(page.join('\n')).toMatchFileSnapshot('mistakes.txt')
}, 240_000)
