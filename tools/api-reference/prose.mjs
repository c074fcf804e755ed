// The prose of a comment.

export function proseOf(blocks) {
  return blocks
    .map((block) => (block.kind === 'code' ? '' : block.parts.map(textOfPart).join('')))
    .join('\n')
    .trim()
}

function textOfPart(part) {
  return typeof part === 'string' ? part : (part.code ?? part.text)
}

/** The text of a comment without its examples. */
export function proseOfDoc({ summary, remarks, parameters, returns, defaultValue, throws, see }) {
  return proseOf(
    [summary, remarks, ...Object.values(parameters), returns, defaultValue, ...throws, ...see].flat(),
  )
}

export function wordsIn(text) {
  return text.match(/[\p{L}\p{N}'’_.-]*[\p{L}\p{N}]/gu) ?? []
}

/** `{ code }` and `{ link }` parts of a comment, by kind. */
export function partsOf(blocks, kind) {
  return blocks
    .flatMap((block) => block.parts ?? [])
    .filter((part) => typeof part !== 'string' && kind in part)
}

export function codeBlocksOf(blocks) {
  return blocks.filter(({ kind }) => kind === 'code')
}
