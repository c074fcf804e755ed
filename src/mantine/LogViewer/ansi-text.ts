import Anser from 'anser'
import type { CSSProperties } from 'react'

/** A run of text in one style. */
export interface StyledRun {
  text: string
  /** Names of `data-` styles: `bold`, `dim`, `italic`, `underline`, `strikethrough`. */
  decorations: readonly string[]
  style: CSSProperties | null
}

const escape = String.fromCharCode(27)
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

/** A colour as a CSS variable of the viewer where it is one of the sixteen, else as it was sent. */
function colorOf(name: string | null, truecolor: string | null): string | undefined {
  if (!name) return undefined
  if (name === 'ansi-truecolor') return truecolor ? `rgb(${truecolor})` : undefined
  const palette = /^ansi-palette-(\d+)$/.exec(name)
  if (palette) return paletteColor(Number(palette[1]))
  return `var(--log-viewer-${name})`
}

/** The 256-colour palette of xterm: sixteen names, a cube of 216, and 24 greys. */
function paletteColor(index: number): string {
  if (index < 16) return `var(--log-viewer-ansi-${index > 7 ? 'bright-' : ''}${names[index % 8]})`
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return `rgb(${grey}, ${grey}, ${grey})`
  }
  const cube = index - 16
  return `rgb(${cubeStep(Math.floor(cube / 36))}, ${cubeStep(Math.floor(cube / 6) % 6)}, ${cubeStep(cube % 6)})`
}

function cubeStep(step: number): number {
  return step === 0 ? 0 : 55 + step * 40
}

/** Splits a line at its ANSI codes. */
export function styledRuns(text: string): StyledRun[] {
  if (!text.includes(escape)) return [{ text, decorations: [], style: null }]
  return Anser.ansiToJson(text, { use_classes: true, remove_empty: true }).map((part) => {
    const color = colorOf(part.fg, part.fg_truecolor)
    const backgroundColor = colorOf(part.bg, part.bg_truecolor)
    const style = { ...(color && { color }), ...(backgroundColor && { backgroundColor }) }
    return {
      text: part.content,
      decorations: part.decorations,
      style: color || backgroundColor ? style : null,
    }
  })
}
