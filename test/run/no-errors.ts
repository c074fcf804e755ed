/**
 * "ResizeObserver loop completed with undelivered notifications" says that the rest comes in the next frame. Vitest
 * logs it as an error, and it is none.
 */
export const isNoError = (text: string): boolean => text.includes('ResizeObserver loop')
