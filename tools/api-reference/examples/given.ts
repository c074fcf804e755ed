// Declarations that every example may use: parts of the app, and test tools.
import type { ReactNode } from 'react'
import 'react-pusher-kit/mock/vitest'

export { render, screen } from '@testing-library/react'
export { expect } from 'vitest'

/** Shows something to the user. */
export declare function show(...values: unknown[]): void

/** The user of the app, and the token of the session. */
export declare const user: { id: string; name: string }
export declare const token: string

/** Components of the app. */
export declare function App(): ReactNode
export declare function Logs(): ReactNode
