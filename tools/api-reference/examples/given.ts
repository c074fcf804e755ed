// What every example may take as given: the app around it, and the tools of tests.
import type { ReactNode } from 'react'
import 'react-pusher-kit/mock/vitest'

export { render, screen } from '@testing-library/react'
export { expect } from 'vitest'

/** Shows something to the user. */
export declare function show(...values: unknown[]): void

/** The app's own user, and the token of their session. */
export declare const user: { id: string; name: string }
export declare const token: string

/** Components of the app. */
export declare function App(): ReactNode
export declare function Logs(): ReactNode
