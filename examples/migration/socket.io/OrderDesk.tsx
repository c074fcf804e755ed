import { App as After } from './after/App.tsx'
import { App as Before } from './before/App.tsx'
import type { DeskProps } from './desk.tsx'

// #region switch
/** `VITE_REALTIME=before` is the rollback: the old code runs. Without the variable, the new code runs. */
export function OrderDesk(props: DeskProps) {
  return import.meta.env.VITE_REALTIME === 'before' ? <Before {...props} /> : <After {...props} />
}
// #endregion
