import { expect, it } from 'vitest'
import { importsFor, regionOf, regionsOf } from '../../../stories/docs-blocks/regions.ts'

const file = `import a from 'a'

function f() {
  // #region inner
  return (
    // #region innermost
    a
    // #endregion
  )
  // #endregion
}
# #region shell
npm test
# #endregion
`

it('a region is what stands between its marks, moved to the left, without marks inside', () => {
  expect(regionOf(file, 'inner')).toBe('return (\n  a\n)')
  expect(regionOf(file, 'innermost')).toBe('a')
  expect(regionOf(file, 'shell')).toBe('npm test')
  expect(regionsOf(file)).toEqual(['inner', 'innermost', 'shell'])
})

it('the whole file comes without marks', () => {
  expect(regionOf(file)).not.toContain('region')
  expect(regionOf(file)).toContain("import a from 'a'")
})

it('a region that is missing, or has no end, is an error', () => {
  expect(() => regionOf(file, 'other')).toThrow(
    'Expected a region named "other" but found inner, innermost, shell.',
  )
  expect(() => regionOf('// #region a\nb', 'a')).toThrow('Expected an #endregion')
})

it('a part comes with the imports that it needs, and with no name more', () => {
  const text = `import './styles.css'
import { Button, Text } from '@mantine/core'
import {
  type PusherProviderProps,
  PusherProvider,
} from 'react-pusher-kit'
import type { ReactNode } from 'react'
import Echo from 'laravel-echo'
import * as z from 'zod'
import { channels as declared } from './channels.ts'
`
  expect(importsFor(text, '<Button />')).toBe("import { Button } from '@mantine/core'")
  expect(importsFor(text, 'function f(props: PusherProviderProps): ReactNode')).toBe(
    "import { type PusherProviderProps } from 'react-pusher-kit'\nimport type { ReactNode } from 'react'",
  )
  expect(importsFor(text, 'new Echo(z.string(declared))')).toBe(
    [
      "import Echo from 'laravel-echo'",
      "import * as z from 'zod'",
      "import { channels as declared } from './channels.ts'",
    ].join('\n'),
  )
  expect(importsFor(text, "import { Button } from '@mantine/core'\n<Button />")).toBe('')
  expect(importsFor(text, 'Buttons, channels, "text"')).toBe('')
})

it('a long import is broken into lines', () => {
  const names = Array.from({ length: 12 }, (_, index) => `aRatherLongName${index}`)
  const text = `import { ${names.join(', ')} } from 'somewhere'`
  expect(importsFor(text, names.join())).toBe(`import {\n  ${names.join(',\n  ')},\n} from 'somewhere'`)
})
