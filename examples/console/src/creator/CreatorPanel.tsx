import { useEffect, useRef, type Dispatch, type SetStateAction } from 'react'
import type { CreatorState } from './creator-state.ts'
import { CreatorForm } from './CreatorForm.tsx'

interface CreatorPanelProps {
  state: CreatorState
  onChange: Dispatch<SetStateAction<CreatorState>>
}

/** The form below another tab. Receives focus when it opens. */
export default function CreatorPanel(props: CreatorPanelProps) {
  const placeRef = useRef<HTMLDivElement>(null)
  useEffect(() => placeRef.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={placeRef}>
      <CreatorForm {...props} />
    </div>
  )
}
