import { useEffect, useState } from 'react'
import { useConsole } from './console-context.ts'

/** The response of a Console route. */
export interface RouteAnswer<Answer> {
  /** The newest response; null before the first. */
  data: Answer | null
  /** The reason why the newest request failed; null if it succeeded. */
  error: string | null
  /** Sends the request again immediately. */
  refresh: () => void
}

/** ms between two requests */
const interval = 2000

/** Reads a Console route every two seconds while the page is visible. @param route - null for none */
export function useRoute<Answer>(route: string | null): RouteAnswer<Answer> {
  const { api } = useConsole()
  const [state, setState] = useState<Omit<RouteAnswer<Answer>, 'refresh'> & { route: string | null }>({
    route,
    data: null,
    error: null,
  })
  const [round, setRound] = useState(0)

  useEffect(() => {
    if (route === null) return undefined
    const path = route
    const controller = new AbortController()
    const { signal } = controller
    let timer: ReturnType<typeof setTimeout> | undefined

    async function read(): Promise<void> {
      if (document.visibilityState === 'visible') {
        try {
          const data = await api.get<Answer>(path, signal)
          if (!signal.aborted) setState({ route, data, error: null })
        } catch (error) {
          if (signal.aborted) return
          const text = error instanceof Error ? error.message : String(error)
          setState((before) => ({ route, data: before.route === route ? before.data : null, error: text }))
          // A restarted server has a new token.
          await api.renew(signal).catch(() => {})
        }
      }
      if (!signal.aborted) timer = setTimeout(() => void read(), interval)
    }

    void read()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [api, route, round])

  const isOfRoute = state.route === route
  return {
    data: isOfRoute ? state.data : null,
    error: isOfRoute ? state.error : null,
    refresh: () => setRound((count) => count + 1),
  }
}
