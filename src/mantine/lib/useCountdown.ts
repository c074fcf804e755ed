import { useNow } from './useNow.ts'

/** Whole seconds until `at` (epoch ms), 0 once it has passed; null without an `at`. */
export function useCountdown(at: number | null): number | null {
  const now = useNow(1000, at !== null)
  return at === null ? null : Math.max(0, Math.ceil((at - now) / 1000))
}
