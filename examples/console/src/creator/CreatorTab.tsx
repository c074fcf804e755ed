import { useState } from 'react'
import { useQuery } from '../shell/router.ts'
import { emptyForm } from './creator-state.ts'
import { CreatorForm } from './CreatorForm.tsx'
import classes from './CreatorForm.module.css'

/** Publishes an event or a batch. The URL may contain the channel. */
export default function CreatorTab() {
  const asked = useQuery().get('channel')
  const [state, setState] = useState(() => emptyForm(asked))
  return (
    <main className={classes.main}>
      <CreatorForm state={state} onChange={setState} />
    </main>
  )
}
