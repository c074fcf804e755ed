// Sets a fixed set of fonts for the browsers of tests and screenshots, so that results do not depend on the fonts of the
// machine.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)

/** Open Sans for text; DejaVu for monospace, and for scripts, arrows and boxes that Open Sans lacks. */
export const fontFolders = [
  dirname(require.resolve('@expo-google-fonts/open-sans/package.json')),
  join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf'),
]

const families = {
  'sans-serif': ['Open Sans', 'DejaVu Sans'],
  'system-ui': ['Open Sans', 'DejaVu Sans'],
  serif: ['DejaVu Serif', 'DejaVu Sans'],
  monospace: ['DejaVu Sans Mono', 'DejaVu Sans'],
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const alias = ([name, preferred]) =>
  `<alias binding="same"><family>${name}</family><prefer>${preferred
    .map((family) => `<family>${family}</family>`)
    .join('')}</prefer></alias>`

/** Rendering settings are fixed too, because they change the width of glyphs. */
const drawing = `<match target="pattern">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>true</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>`

/** Contains only the fonts of the project, without an `include`. */
const settings = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${fontFolders.map((fonts) => `<dir>${escape(fonts)}</dir>`).join('\n  ')}
  <cachedir>${escape(join(folder, 'cache'))}</cachedir>
  ${Object.entries(families).map(alias).join('\n  ')}
  ${drawing}
</fontconfig>
`

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Replaces the file atomically, because several processes may write it while a browser reads it. */
function writeWhole(file, text) {
  if (read(file) === text) return
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, file)
}

/**
 * Sets the fontconfig variables for the browsers that this process starts. Chromium, Firefox and WebKitGTK read them on
 * Linux. macOS and Windows have no such setting: browsers use the system fonts. `TEST_FONTS=system` does the same on
 * Linux, to find tests that depend on a font.
 *
 * @returns {boolean} true if browsers use the project's fonts
 */
export function useOwnFonts() {
  if (process.platform !== 'linux' || process.env.TEST_FONTS === 'system') return false
  const folder = join(root, 'node_modules', '.cache', 'fonts')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'fonts.conf')
  writeWhole(file, settings(folder))
  process.env.FONTCONFIG_FILE = file
  process.env.FONTCONFIG_PATH = folder
  return true
}
