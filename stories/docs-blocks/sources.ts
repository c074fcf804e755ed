/** Every file that a page may show, by its path in the repository. */
const files: Readonly<Record<string, string>> = import.meta.glob(
  [
    '../../examples/{docs,recipes,next,compose}/**/*.{ts,tsx,mjs,yaml,sh,env}',
    '../../test/recipes/*.test.tsx',
    '../../docs/*.md',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** @throws when the file is not among those that pages show */
export function sourceOf(path: string): string {
  const text = files[`../../${path}`]
  if (text === undefined) throw new Error(`Expected ${path} to be a file that pages may show (sources.ts).`)
  return text
}
