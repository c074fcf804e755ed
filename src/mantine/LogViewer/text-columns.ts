/** East Asian wide and fullwidth characters, and emoji: two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const combining = /\p{Mn}|\p{Me}|\u200d/u
const tabLength = 8

/** A first guess at the rows of a line that must be measured; the browser has the last word. */
export function guessRows(text: string, columns: number): number {
  let rows = 0
  for (const part of text.split('\n')) {
    let width = 0
    for (const character of part) {
      if (character === '\t') width += tabLength - (width % tabLength)
      else if (wide.test(character)) width += 2
      else if (!combining.test(character)) width += 1
    }
    rows += Math.max(1, Math.ceil(width / columns))
  }
  return rows
}
