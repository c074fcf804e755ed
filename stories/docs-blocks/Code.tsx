import { Source } from '@storybook/addon-docs/blocks'
import { regionOf } from './regions.ts'
import { sourceOf } from './sources.ts'

interface CodeProps {
  /** Path in the repository. */
  file: string
  /** Only the lines of this region. */
  region?: string
}

const languages = {
  ts: 'typescript',
  tsx: 'tsx',
  mjs: 'jsx',
  yaml: 'yml',
  sh: 'bash',
  env: 'bash',
} as const

/** The one way code gets onto a page: from a file that is compiled and run by the tests. */
export function Code({ file, region }: CodeProps) {
  const ending = file.slice(file.lastIndexOf('.') + 1) as keyof typeof languages
  return (
    <figure style={{ margin: '16px 0' }}>
      <Source code={regionOf(sourceOf(file), region)} language={languages[ending]} />
      {ending !== 'sh' && <figcaption style={{ fontSize: 12, marginTop: -20 }}>{file}</figcaption>}
    </figure>
  )
}
