import { expect, it } from 'vitest'
import { regionOf, regionsOf } from '../../stories/docs-blocks/regions.ts'

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
