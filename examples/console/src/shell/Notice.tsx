import type { ReactNode } from 'react'
import classes from './Notice.module.css'

interface NoticeProps {
  title: string
  /** True within a page. @defaultValue false: it fills the page */
  isPart?: boolean
  children: ReactNode
}

/** Replaces missing content with the reason and the remedy. */
export function Notice({ title, isPart = false, children }: NoticeProps) {
  const Part = isPart ? 'div' : 'main'
  return (
    <Part className={classes.notice}>
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.text}>{children}</div>
    </Part>
  )
}
