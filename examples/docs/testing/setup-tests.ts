// Adds `toBeVisible` and others to `expect`.
import '@testing-library/jest-dom/vitest'
// Adds `toHaveSent` and `toHaveReceived`.
import 'react-pusher-kit/mock/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// Unmounts what a test rendered.
afterEach(cleanup)
