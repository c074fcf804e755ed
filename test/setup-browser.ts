// Before the styles of any component, as in an app; files share one page, and some of them show nothing.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import { configure } from '@testing-library/react'
import { beforeEach } from 'vitest'
import { forgetInboxes } from './run/forget-inboxes.ts'
import { patience } from './setup-waiting.ts'

configure({ asyncUtilTimeout: patience })
beforeEach(forgetInboxes)
