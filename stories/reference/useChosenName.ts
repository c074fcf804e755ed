import { useHash, useScrollTo } from './useHash.ts'

/** The declaration that the address names, as `#Name` or as `#Name.member`. */
export function useChosenName(): string {
  const hash = useHash()
  useScrollTo(hash)
  return hash.split('.')[0] ?? ''
}
