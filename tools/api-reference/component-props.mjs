// The descriptions of props for the tables of controls: a part of the reference that is small enough to load with a story.

const textOf = (piece) => {
  if (typeof piece === 'string') return piece
  return 'code' in piece ? `\`${piece.code}\`` : piece.text
}

const proseOf = (blocks) =>
  blocks
    .filter(({ kind }) => kind === 'text')
    .map(({ parts }) => parts.map(textOf).join(''))
    .join('\n\n')

/** @returns `{ description, type, defaultValue }` by prop by component, as text; `defaultValue` is null without one */
export function componentProps({ declarations }) {
  const components = Object.values(declarations).filter(({ kind }) => kind === 'component')
  return Object.fromEntries(
    components.map(({ name, members }) => [
      name,
      Object.fromEntries(
        members.map(({ name: prop, summary, type, defaultValue }) => [
          prop,
          {
            description: proseOf(summary),
            type: type.map(textOf).join(''),
            defaultValue: proseOf(defaultValue).replaceAll('`', '') || null,
          },
        ]),
      ),
    ]),
  )
}
