// `pretest`: the browser tests need a Chromium; finds, unpacks or downloads one and says which.
import { ensureBrowser } from './browser.mjs'

try {
  console.log(`Browser for the tests: ${await ensureBrowser()}`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
