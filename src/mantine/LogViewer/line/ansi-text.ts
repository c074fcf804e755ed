import type { CSSProperties } from 'react'
import { plainText } from '../../../index.ts'
import { plainStyle, type Rgb, type TextStyle, withStyles } from './text-style.ts'

/** A part of a text in one style. */
export interface StyledRun {
  text: string
  /** Names of `data-run` styles: `bold`, `dim`, `italic`, `underline`, `strikethrough`, `field`. */
  decorations: readonly string[]
  style: CSSProperties | null
}

const escape = String.fromCharCode(27)
const darkText = '#000000'
const lightText = '#ffffff'

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

/** A code of styles, with its parameters captured. */
const styleCode = new RegExp(`${escape}\\[([\\d;:]*)m`)

/** Splits a line at its ANSI style codes. Other codes (cursor, titles, links) are removed. */
export function styledRuns(text: string): StyledRun[] {
  if (!text.includes(escape)) return [{ text, decorations: [], style: null }]
  const runs: StyledRun[] = []
  let state = plainStyle
  // `split` with a capture group gives text, parameters, text, parameters, …, text.
  for (const [place, piece] of text.split(styleCode).entries()) {
    if (place % 2 === 1) state = withStyles(state, piece)
    else if (plainText(piece)) runs.push(runOf(plainText(piece), state))
  }
  const plain = plainText(text)
  // A code of styles within another code: without styles, the text matches that of the grid and the search.
  if (runs.map((run) => run.text).join('') !== plain) return [{ text: plain, decorations: [], style: null }]
  return runs
}

function runOf(text: string, { decorations, isReversed, color, background }: TextStyle): StyledRun {
  const field = isReversed ? (color ?? 'white') : background
  return {
    text,
    decorations: field ? [...decorations.filter((name) => name !== 'dim'), 'field'] : decorations,
    style: field ? backgroundOf(field) : color ? { color: textColorOf(color) } : null,
  }
}
