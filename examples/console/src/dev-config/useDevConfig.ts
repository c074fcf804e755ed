import { useEffect, useState } from 'react'
import { type DevConfig, loadDevConfig } from './dev-config.ts'

type DevConfigState =
  | { status: 'loading' }
  | { status: 'ready'; config: DevConfig }
  | { status: 'error'; error: Error }

/** The dev server's settings. Retries automatically until the server responds. */
export function useDevConfig(): DevConfigState & { retry: () => void } {
  const [state, setState] = useState<DevConfigState>({ status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const retry = () => setAttempt((count) => count + 1)

  useEffect(() => {
    const controller = new AbortController()
    loadDevConfig(controller.signal).then(
      (config) => setState({ status: 'ready', config }),
      (error: Error) => !controller.signal.aborted && setState({ status: 'error', error }),
    )
    return () => controller.abort()
  }, [attempt])

  useEffect(() => {
    if (state.status !== 'error') return undefined
    const timer = setTimeout(retry, 2000)
    return () => clearTimeout(timer)
  }, [state])

  return { ...state, retry }
}
