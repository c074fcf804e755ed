/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** The style that ANSI codes have set. Colours are one of the sixteen by name, or RGB; null for the default. */
export interface TextStyle {
  readonly decorations: readonly string[]
  /** Text and background are exchanged. */
  readonly isReversed: boolean
  readonly color: string | Rgb | null
  readonly background: string | Rgb | null
}

export const plainStyle: TextStyle = { decorations: [], isReversed: false, color: null, background: null }

const colors = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

const decorations: Readonly<Record<number, string>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  9: 'strikethrough',
  21: 'underline',
}

/** The decorations that a code ends. */
const ended: Readonly<Record<number, readonly string[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  29: ['strikethrough'],
}

/**
 * The style after a code of styles (ECMA-48, SGR).
 *
 * @param parameters - numbers separated by semicolons. A parameter may have parts, separated by colons: `38:2::255:0:0`
 * is a colour with a colour space, and `4:3` a style of underline.
 */
export function withStyles(style: TextStyle, parameters: string): TextStyle {
  let next = style
  const codes = parameters.split(';')
  for (let at = 0; at < codes.length; at += 1) {
    const [code = 0, ...parts] = (codes[at] ?? '').split(':').map(Number)
    if (code === 38 || code === 48 || code === 58) {
      const numbers = parts.length > 0 ? parts : codes.slice(at + 1).map(Number)
      if (parts.length === 0) at += numbers[0] === 2 ? 4 : numbers[0] === 5 ? 2 : 1
      // The color space, in parts only, precedes red, green and blue.
      const color = colorOf(parts.length > 4 ? [numbers[0] ?? 0, ...numbers.slice(2)] : numbers)
      if (color && code < 58) next = { ...next, [code === 38 ? 'color' : 'background']: color }
    } else next = withStyle(next, code === 4 && parts[0] === 0 ? 24 : code)
  }
  return next
}

function withStyle(style: TextStyle, code: number): TextStyle {
  if (code === 0) return plainStyle
  if (code === 7 || code === 27) return { ...style, isReversed: code === 7 }
  if (code === 39) return { ...style, color: null }
  if (code === 49) return { ...style, background: null }
  const [tens, unit] = [Math.floor(code / 10), code % 10]
  if (unit < 8 && (tens === 3 || tens === 9))
    return { ...style, color: paletteColor(unit + (tens === 9 ? 8 : 0)) }
  if (unit < 8 && (tens === 4 || tens === 10))
    return { ...style, background: paletteColor(unit + (tens === 10 ? 8 : 0)) }
  const added = decorations[code]
  const removed = ended[code]
  if (!added && !removed) return style
  const others = style.decorations.filter((name) => name !== added && !removed?.includes(name))
  return { ...style, decorations: added ? [...others, added] : others }
}

/** A colour of the palette (`5`, index), or of red, green and blue (`2`, …); null for others. */
function colorOf([kind, first = Number.NaN, green = Number.NaN, blue = Number.NaN]: readonly number[]) {
  if (kind === 5) return isByte(first) ? paletteColor(first) : null
  if (kind !== 2 || ![first, green, blue].every(isByte)) return null
  const color: Rgb = [first, green, blue]
  return color
}

const isByte = (value: number): boolean => value >= 0 && value <= 255

/** The 256-colour palette of xterm: sixteen named colours, a cube of 216, and 24 greys. */
function paletteColor(index: number): string | Rgb {
  if (index < 16) return `${index > 7 ? 'bright-' : ''}${colors[index % 8]}`
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return [grey, grey, grey]
  }
  const cube = index - 16
  return [cubeStep(Math.floor(cube / 36)), cubeStep(Math.floor(cube / 6) % 6), cubeStep(cube % 6)]
}

function cubeStep(step: number): number {
  return step === 0 ? 0 : 55 + step * 40
}
