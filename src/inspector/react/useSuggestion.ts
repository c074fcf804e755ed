import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Selects a suggestion that arrives while its field has the focus, so that the user's text replaces it.
 *
 * @param suggestion - null when the field contains the user's own text
 * @returns the ref of the field
 */
export function useSuggestion<Field extends HTMLInputElement | HTMLTextAreaElement>(
  suggestion: string | null,
): RefObject<Field | null> {
  const ref = useRef<Field>(null)
  useLayoutEffect(() => {
    const field = ref.current
    if (suggestion !== null && field && field.ownerDocument.activeElement === field) field.select()
  }, [suggestion])
  return ref
}
