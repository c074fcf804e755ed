import type { ReactNode } from 'react'
import classes from './Notice.module.css'

interface NoticeProps {
  title: string
  /** It stands within a page. @defaultValue false: it is the page */
  isPart?: boolean
  children: ReactNode
}

/** In place of what is not there: why, and what to do. */
export function Notice({ title, isPart = false, children }: NoticeProps) {
  const Part = isPart ? 'div' : 'main'
  return (
    <Part className={classes.notice}>
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.text}>{children}</div>
    </Part>
  )
}
