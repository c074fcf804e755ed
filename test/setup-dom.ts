import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'
import { forgetInboxes } from './run/forget-inboxes.ts'
import { failOnLeaks } from './run/leaks-in-files.ts'
import { patience } from './setup-waiting.ts'

configure({ asyncUtilTimeout: patience })
failOnLeaks()

afterEach(() => {
  cleanup()
  forgetInboxes()
})
