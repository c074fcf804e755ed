import type { ReactNode } from 'react'
import { declarationOf, exportNamed } from '../reference/lookup.ts'
import { ReferenceBlock } from '../reference/ReferenceBlock.tsx'
import { StylesApiReference } from '../reference/StylesApiReference.tsx'

interface StylesApiProps {
  /** Name of the component. */
  of: string
}

/** The names for `classNames`, `styles` and `attributes`, and the CSS variables of a component. */
export function StylesApi({ of }: StylesApiProps): ReactNode {
  return (
    <ReferenceBlock isHere={() => false}>
      <StylesApiReference {...declarationOf(exportNamed(of, 'react-pusher-kit/mantine'))} />
    </ReferenceBlock>
  )
}
