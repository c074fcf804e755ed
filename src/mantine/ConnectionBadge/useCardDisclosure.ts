import { useEffect, useRef, useState } from 'react'

/** `peek` closes when pointer and focus leave; `pinned` was opened by a click or a key and traps the focus. */
type CardMode = 'closed' | 'peek' | 'pinned'

const openDelay = 150
const closeDelay = 200

/** Opens a card on hover and focus, keeps it while the pointer is inside, and pins it on click or Enter. */
export function useCardDisclosure() {
  const [mode, setMode] = useState<CardMode>('closed')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const trigger = useRef<HTMLButtonElement>(null)
  const returningFocus = useRef(false)

  const after = (delay: number, next: (mode: CardMode) => CardMode) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setMode(next), delay)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (mode !== 'peek') return undefined
    // On the document: neither the card nor, with a pointer, the badge has the focus.
    const dismiss = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      clearTimeout(timer.current)
      setMode('closed')
    }
    document.addEventListener('keydown', dismiss)
    return () => document.removeEventListener('keydown', dismiss)
  }, [mode])

  const peek = () => after(openDelay, (now) => (now === 'closed' ? 'peek' : now))
  const leave = () => after(closeDelay, (now) => (now === 'peek' ? 'closed' : now))

  const close = () => {
    clearTimeout(timer.current)
    if (mode === 'pinned') {
      returningFocus.current = true
      trigger.current?.focus({ preventScroll: true })
      returningFocus.current = false
    }
    setMode('closed')
  }

  const hover = {
    onPointerEnter: (event: React.PointerEvent) => event.pointerType === 'mouse' && peek(),
    onPointerLeave: (event: React.PointerEvent) => event.pointerType === 'mouse' && leave(),
  }

  return {
    opened: mode !== 'closed',
    pinned: mode === 'pinned',
    close,
    triggerProps: {
      ...hover,
      ref: trigger,
      onFocus: (event: React.FocusEvent) => {
        if (!returningFocus.current && event.currentTarget.matches(':focus-visible')) peek()
      },
      onBlur: leave,
      onClick: () => {
        clearTimeout(timer.current)
        setMode(mode === 'pinned' ? 'closed' : 'pinned')
      },
    },
    cardProps: hover,
  }
}
