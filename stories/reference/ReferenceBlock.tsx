import type { ReactNode } from 'react'
import { PageProvider } from './Place.tsx'
import classes from './reference.module.css'

interface ReferenceBlockProps {
  /** Tells which declarations are on the page. */
  isHere: (id: string) => boolean
  children: ReactNode
}

/** The look of the reference, on its own pages and on others. */
export function ReferenceBlock({ isHere, children }: ReferenceBlockProps): ReactNode {
  return (
    <PageProvider value={isHere}>
      <div className={`sb-unstyled ${classes.root}`}>{children}</div>
    </PageProvider>
  )
}
