import { convert, themes } from 'storybook/theming'
import { expect, it } from 'vitest'
import { receivedColor } from '../../../src/storybook/panel/FrameRow.tsx'

/** Relative luminance of `#rrggbb`, as WCAG 2 defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((place) => {
    const value = Number.parseInt(color.slice(place, place + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

it.each(['light', 'dark'] as const)('the arrow of what was received can be seen in %s', (base) => {
  const theme = convert(themes[base])
  expect(contrast(receivedColor(theme), theme.background.content)).toBeGreaterThan(4.5)
})
