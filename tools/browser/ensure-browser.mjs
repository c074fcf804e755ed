// `pretest`: finds, unpacks or downloads a Chromium for the browser tests, and prints its path.
import { ensureBrowser } from './browser.mjs'
import { useOwnFonts } from './fonts.mjs'

try {
  console.log(`Browser for the tests: ${await ensureBrowser()}`)
  if (!useOwnFonts()) {
    console.log(
      "Its fonts are the system's: only on Linux can the tests give it their own, and not with TEST_FONTS=system.",
    )
  }
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
