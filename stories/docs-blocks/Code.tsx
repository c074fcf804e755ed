import './Code.css'
import { Source } from '@storybook/addon-docs/blocks'
import { useTheme } from 'storybook/theming'
import { importsFor, regionOf } from './regions.ts'
import { sourceOf } from './sources.ts'

interface CodeProps {
  /** Path in the repository. */
  file: string
  /** Only the lines of this region, and the imports that they need. */
  region?: string
}

const languages = {
  ts: 'typescript',
  tsx: 'tsx',
  mjs: 'jsx',
  yaml: 'yml',
  sh: 'bash',
  env: 'bash',
  // Storybook has no colours for it.
  py: 'text',
} as const

/** The one way code gets onto a page: from a file that is compiled and run by the tests. */
export function Code({ file, region }: CodeProps) {
  const { base, textMutedColor } = useTheme()
  const text = sourceOf(file)
  const part = regionOf(text, region)
  const imports = region === undefined ? '' : importsFor(text, part)
  const ending = file.slice(file.lastIndexOf('.') + 1) as keyof typeof languages
  return (
    <figure className="docs-code">
      <Source
        code={`${imports}\n\n${part}`.trim()}
        language={languages[ending]}
        dark={base === 'dark'}
        // Storybook measures the indentation without the first line, so a function of Python would lose its own.
        format={false}
      />
      {ending !== 'sh' && <figcaption style={{ color: textMutedColor }}>{file}</figcaption>}
    </figure>
  )
}
