import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readReference } from '../../tools/api-reference/reference.mjs'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

function textsIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => read(join(folder, file)))
}

const source = textsIn('src', /\.tsx?$/).join('\n')
const examples = textsIn('examples', /\.(tsx?|mjs|yaml|sh|env|py)$/).join('\n')

/** What people move from, as its own files say it. */
const others = [
  '@harelpls/use-pusher/dist/index.d.ts',
  '@laravel/echo-react/dist/index.d.ts',
  'laravel-echo/dist/echo.js',
  'socket.io-client/build/esm/socket.d.ts',
  'socket.io/dist/socket.d.ts',
]
  .map((file) => read(join('node_modules', file)))
  .join('\n')

/** Everything whose words inline code may use: the package, the code on the pages, the scripts. */
const quotable = [
  source,
  others,
  examples,
  ...textsIn('test/recipes', /\.test\.tsx$/),
  read('package.json'),
  read('test/package/consumers/next/tsconfig.json'),
].join('\n')

const wordsOf = (text: string) => text.match(/[A-Za-z_]\w+/g) ?? []
const words = new Set(wordsOf(quotable))

function namesIn(text: string, expression: RegExp): string[] {
  return [...text.matchAll(expression)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.replace('type ', '').trim())
}

/** What may stand on a page under a name like that of an export. */
const declared = new Set([
  ...readReference(root).entries.flatMap(({ exports }) => exports.map(({ name }) => name)),
  ...namesIn(quotable, /import (?:type )?(?:\w+, )?\{([^}]*)\} from '[^.]/g),
  ...namesIn(source, /(?:^ +(?:readonly )?|\{ )(\w+)\??:/gm),
  ...namesIn(source, /'([A-Z]\w+)'/g),
  ...namesIn(source, /class (\w+Error)\b/g),
  ...namesIn(`${examples}${others}`, /\\(\w+)['"]/g),
  ...namesIn(others, /export declare (?:const|function) (\w+)/g),
])

const looksExported = /^((use|create|define)[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)$/

/** What is wrong with a piece of inline code, or null. */
export function problemOf(code: string): string | null {
  // A file or a folder of the repository.
  if (code.includes('/') && existsSync(join(root, code))) return null
  // What stands in quotes is a value of the reader's own.
  for (const word of wordsOf(code.replaceAll(/'[^']*'/g, ''))) {
    if (looksExported.test(word) && !declared.has(word)) {
      return `\`${code}\`: expected "${word}" to be an export, a prop or an error of the package but found none`
    }
    if (!words.has(word) && !words.has(word.toLowerCase())) {
      return `\`${code}\`: expected "${word}" to be a word of the package or of the code on the pages`
    }
  }
  return null
}
