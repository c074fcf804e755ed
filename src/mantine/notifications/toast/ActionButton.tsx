import { Button } from '@mantine/core'
import { useState } from 'react'

export interface ActionButtonProps {
  label: string
  onClick: () => void | Promise<void>
}

/** A button that waits for what it does, and cannot be pressed twice meanwhile. */
export function ActionButton({ label, onClick }: ActionButtonProps) {
  const [isBusy, setBusy] = useState(false)
  const act = async () => {
    if (isBusy) return
    setBusy(true)
    await onClick()
    setBusy(false)
  }
  return (
    // A button that is disabled while it has the focus would lose it.
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
