import nextPreview from '../../test/e2e/addon-consumer-next/.storybook/preview.ts?raw'
import consumer from '../../test/e2e/addon-consumer/.storybook/main.ts?raw'

const visible: Readonly<Record<string, string>> = import.meta.glob(
  [
    '../../examples/{docs,fallbacks,getting-started,migration,team-room,recipes,realtime,next,node,compose,fastapi}/**/*.{ts,tsx,mjs,yaml,sh,env,py}',
    '../../examples/realtime.config.ts',
    '../../test/recipes/*.test.tsx',
    '../../test/e2e/addon-consumer{,-next}/News.stories.tsx',
    '../../docs/*.md',
    '../../README.md',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** Every file that a page may show, by its path in the repository. */
const files: Readonly<Record<string, string>> = {
  ...visible,
  // A glob does not look into folders with a dot.
  '../../test/e2e/addon-consumer/.storybook/main.ts': consumer,
  '../../test/e2e/addon-consumer-next/.storybook/preview.ts': nextPreview,
}

/** @throws when the file is not among those that pages show */
export function sourceOf(path: string): string {
  const text = files[`../../${path}`]
  if (text === undefined) throw new Error(`Expected ${path} to be a file that pages may show (sources.ts).`)
  return text
}
