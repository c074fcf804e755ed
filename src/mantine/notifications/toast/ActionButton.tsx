import { Button } from '@mantine/core'
import { useState } from 'react'

export interface ActionButtonProps {
  label: string
  onClick: () => void | Promise<void>
}

/** A button that ignores clicks until the promise of the last one settles. */
export function ActionButton({ label, onClick }: ActionButtonProps) {
  const [isBusy, setBusy] = useState(false)
  const act = async () => {
    if (isBusy) return
    setBusy(true)
    await onClick()
    setBusy(false)
  }
  return (
    // Not `disabled`: the button would lose the focus.
    <Button
      size="compact-xs"
      h={24}
      variant="default"
      data-disabled={isBusy}
      aria-disabled={isBusy}
      onClick={() => void act()}
    >
      {label}
    </Button>
  )
}
