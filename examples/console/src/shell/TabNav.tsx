import { useEffect, useRef } from 'react'
import { PageLink } from './PageLink.tsx'
import { type Page, type TabName, tabs } from './page-of.ts'
import { addressOf } from './router.ts'
import classes from './TabNav.module.css'

/** The tabs of the Console. */
export function TabNav({ page }: { page: Page }) {
  const listRef = useRef<HTMLUListElement>(null)
  // Narrow pages have no space for all tabs.
  useEffect(() => {
    listRef.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [page.name])
  return (
    <nav className={classes.nav} aria-label="Console">
      <ul ref={listRef} className={classes.list}>
        {(Object.keys(tabs) as TabName[]).map((name) => (
          <li key={name}>
            <PageLink
              href={addressOf(`/${name}`)}
              className={classes.tab}
              aria-current={page.name === name ? 'page' : undefined}
            >
              {tabs[name]}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
