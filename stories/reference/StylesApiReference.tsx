import type { ReactNode } from 'react'
import { Members, Values } from './Members.tsx'
import type { Declaration } from './reference-types.ts'

/** The parts of a component that Mantine's Styles API reaches, and the CSS variables that it sets. */
export function StylesApiReference({ name, stylesNames, variables }: Declaration): ReactNode {
  return (
    <>
      <Values values={stylesNames} />
      {variables.length > 0 && <h4>CSS variables</h4>}
      <Members owner={`${name}.vars`} members={variables} />
    </>
  )
}
