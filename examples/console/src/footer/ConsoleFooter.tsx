import { ActionIcon, UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { emptyForm } from '../creator/creator-state.ts'
import type { ConsoleProblems } from '../feed/answers.ts'
import { useConsole } from '../feed/console-context.ts'
import { useRoute } from '../feed/useRoute.ts'
import { ProblemList } from '../problems/ProblemList.tsx'
import classes from './ConsoleFooter.module.css'
import { Snippet } from './Snippet.tsx'
import { useCreatorKey } from './useCreatorKey.ts'

const CreatorPanel = lazy(() => import('../creator/CreatorPanel.tsx'))

type PanelName = 'creator' | 'problems'

const creatorKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ Enter' : 'Ctrl+Enter'

/** Shown below every tab: commands to copy, and buttons that open the event creator and the problems. */
export function ConsoleFooter() {
  const { config } = useConsole()
  const id = useId()
  const [opened, open] = useState<PanelName | null>(null)
  // Keeps the contents of the form when the panel is closed.
  const [creator, setCreator] = useState(() => emptyForm(null))
  const buttonRef = useRef<HTMLButtonElement>(null)
  const { data } = useRoute<ConsoleProblems>(config.consoleToken === null ? null : 'problems')

  function openCreator(): void {
    const form = document.querySelector<HTMLElement>('form[aria-label="Event creator"] input')
    if (form) form.focus()
    else open('creator')
  }
  useCreatorKey(openCreator)

  function close(): void {
    open(null)
    buttonRef.current?.focus()
  }

  const toggle = (name: PanelName) => ({
    className: classes.button,
    'aria-expanded': opened === name,
    'aria-controls': opened === name ? `${id}-${name}` : undefined,
    ref: opened === name ? buttonRef : undefined,
    onClick: () => (opened === name ? open(null) : name === 'creator' ? openCreator() : open(name)),
  })

  return (
    <footer className={classes.footer}>
      <div className={classes.strip}>
        <Snippet name="pipe" command="npx react-pusher-kit pipe --thread tests -- npm test" />
        <Snippet name="keys" command="npx react-pusher-kit keys" />
        <div className={classes.buttons}>
          <UnstyledButton {...toggle('creator')} aria-keyshortcuts="Control+Enter Meta+Enter">
            Event creator
            <kbd className={classes.key} aria-hidden="true">
              {creatorKey}
            </kbd>
          </UnstyledButton>
          {data && (
            <UnstyledButton {...toggle('problems')} data-any={data.problems.length > 0 || undefined}>
              Problems ({data.problems.length})
            </UnstyledButton>
          )}
        </div>
      </div>
      {opened === 'creator' && (
        <Panel id={`${id}-creator`} title="Publish an event" onClose={close}>
          <Suspense fallback={null}>
            <CreatorPanel state={creator} onChange={setCreator} />
          </Suspense>
        </Panel>
      )}
      {opened === 'problems' && data && (
        <Panel id={`${id}-problems`} title="Problems since the start of the server" onClose={close}>
          <ProblemList problems={data.problems} />
        </Panel>
      )}
    </footer>
  )
}

interface PanelProps {
  id: string
  title: string
  onClose: () => void
  children: ReactNode
}

/** A part of the page, not an overlay. It reduces the height of the tab. */
function Panel({ id, title, onClose, children }: PanelProps) {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose()
  }
  return (
    // Escape closes the panel from any of its fields. Focusable, so that it can be scrolled by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section id={id} className={classes.panel} aria-label={title} onKeyDown={onKeyDown}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={`Close: ${title}`} onClick={onClose}>
          ×
        </ActionIcon>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.body} tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
    </section>
  )
}
