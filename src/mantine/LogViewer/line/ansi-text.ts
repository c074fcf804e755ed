import Anser from 'anser'
import type { CSSProperties } from 'react'
import { plainText } from '../../../index.ts'

/** A part of a text in one style. */
export interface StyledRun {
  text: string
  /** Names of `data-run` styles: `bold`, `dim`, `italic`, `underline`, `strikethrough`, `field`. */
  decorations: readonly string[]
  style: CSSProperties | null
}

type Rgb = readonly [number, number, number]

const escape = String.fromCharCode(27)
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
const darkText = '#000000'
const lightText = '#ffffff'

/** Parses a colour of anser: one of the sixteen as its name, any other as RGB. */
function parseColor(name: string | null, truecolor: string | null): string | Rgb | null {
  if (!name) return null
  if (name === 'ansi-truecolor') {
    const [red, green, blue] = (truecolor ?? '').split(',').map(Number)
    return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue]
  }
  const palette = /^ansi-palette-(\d+)$/.exec(name)
  return palette ? paletteColor(Number(palette[1])) : name.replace('ansi-', '')
}

/** The 256-colour palette of xterm: sixteen named colours, a cube of 216, and 24 greys. */
function paletteColor(index: number): string | Rgb {
  if (index < 16) return `${index > 7 ? 'bright-' : ''}${names[index % 8]}`
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

/** The colour of text on the viewer's background, with its lightness limited to a readable contrast. */
function textColorOf(color: string | Rgb): string {
  if (typeof color === 'string') return `var(--log-viewer-ansi-${color})`
  const sent = `rgb(${color.join(' ')})`
  return `light-dark(oklch(from ${sent} min(l, 0.5) c h), oklch(from ${sent} max(l, 0.74) c h))`
}

/** A background colour, with black or white text by contrast. */
function backgroundOf(color: string | Rgb): CSSProperties {
  if (typeof color === 'string') {
    const isDark = color === 'black' || color === 'bright-black'
    return {
      backgroundColor: `var(--log-viewer-ansi-field-${color.replace('bright-', '')})`,
      color: isDark ? lightText : darkText,
    }
  }
  return { backgroundColor: `rgb(${color.join(' ')})`, color: luminance(color) < 0.18 ? lightText : darkText }
}

/** Relative luminance, 0 to 1, as WCAG 2 defines it; at 0.18 black and white have the same contrast. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const styleCode = new RegExp(`(${escape}\\[[\\d;:]*m)`)

/**
 * A line with style codes only, and with semicolons in place of the colons of some programs: `38:2::255:0:0` has a colour
 * space, and `4:3` a style of underline.
 */
function styleCodes(text: string): string {
  return text
    .split(styleCode)
    .map((piece, place) =>
      place % 2 === 0
        ? plainText(piece)
        : piece
            .replaceAll('8:2::', '8;2;')
            .replace(/\b4:\d/, '4')
            .replaceAll(':', ';'),
    )
    .join('')
}

/** Splits a line at its ANSI codes. Other codes than those of styles (cursor, titles, links) are removed. */
export function styledRuns(text: string): StyledRun[] {
  if (!text.includes(escape)) return [{ text, decorations: [], style: null }]
  const parts = Anser.ansiToJson(styleCodes(text), { use_classes: true, remove_empty: true })
  const plain = plainText(text)
  // The parser does not support a code: without styles, the text matches that of the grid and the search.
  if (parts.map((part) => part.content).join('') !== plain)
    return [{ text: plain, decorations: [], style: null }]
  return parts.map((part) => {
    const textColor = parseColor(part.fg, part.fg_truecolor)
    const background = parseColor(part.bg, part.bg_truecolor)
    return {
      text: part.content,
      decorations: background
        ? [...part.decorations.filter((name) => name !== 'dim'), 'field']
        : part.decorations,
      style: background ? backgroundOf(background) : textColor ? { color: textColorOf(textColor) } : null,
    }
  })
}
