import type { ReactNode } from 'react'
import { DeclarationReference } from '../reference/DeclarationReference.tsx'
import { entryNamed, exportNamed, partsOf } from '../reference/lookup.ts'
import { PageProvider } from '../reference/Place.tsx'
import classes from '../reference/reference.module.css'

interface ApiProps {
  /** Name of the export, such as `usePresence`. */
  of: string
  /** The entry that exports it. @defaultValue 'react-pusher-kit' */
  from?: string
}

/**
 * The reference of one export, with its options and results, on any page of the documentation. Other types lead to the
 * pages of the reference.
 */
export function Api({ of, from = 'react-pusher-kit' }: ApiProps): ReactNode {
  const id = exportNamed(entryNamed(from), of)
  const shown = [id, ...partsOf(id)]
  return (
    <PageProvider value={(each) => shown.includes(each)}>
      <div className={`sb-unstyled ${classes.root}`}>
        {shown.map((each) => (
          <DeclarationReference key={each} id={each} />
        ))}
      </div>
    </PageProvider>
  )
}
