import { useState } from 'react'
import { useLazyModule } from '../../lib/lazy-module.ts'
import { lazyParts } from '../lazy-parts.ts'

/**
 * A menu that opens when its content is loaded, so that the focus moves into the content. It is loaded when the page is
 * idle, or when the pointer or the focus enters its button; then the menu opens at once.
 */
export function useMenu() {
  const [isWanted, setWanted] = useState(false)
  const { value, hasFailed } = useLazyModule(lazyParts, isWanted)
  const isLoading = isWanted && !value && !hasFailed
  return {
    /** The contents of menus; null when they could not be loaded. */
    contents: value,
    isOpen: isWanted && !isLoading,
    setOpen: setWanted,
    /** Props of its button. */
    button: {
      'aria-busy': isLoading || undefined,
      onPointerEnter: lazyParts.load,
      onFocus: lazyParts.load,
      onBlur: () => {
        // The user went on before it could open.
        if (isLoading) setWanted(false)
      },
    },
  }
}
