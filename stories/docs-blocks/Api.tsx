import type { ReactNode } from 'react'
import { DeclarationReference } from '../reference/DeclarationReference.tsx'
import { exportNamed, partsOf } from '../reference/lookup.ts'
import { ReferenceBlock } from '../reference/ReferenceBlock.tsx'

interface ApiProps {
  /** Name of an export. */
  of: string
  /** The entry that exports it. @defaultValue the first that does */
  from?: string
}

/**
 * The signature, options and errors of an export, with the types of its options and results. Other types lead to the
 * pages of the reference; what the Styles API reaches of a component stands in a section of its own.
 */
export function Api({ of, from }: ApiProps): ReactNode {
  const id = exportNamed(of, from)
  const shown = [id, ...partsOf(id)]
  return (
    <ReferenceBlock isHere={(each) => shown.includes(each)}>
      {shown.map((each) => (
        <DeclarationReference key={each} id={each} withStylesApi={false} />
      ))}
    </ReferenceBlock>
  )
}
