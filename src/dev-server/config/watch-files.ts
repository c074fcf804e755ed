import { statSync } from 'node:fs'

/** ms between two checks of the files. */
const interval = 200
/** ms to wait for further changes, because editors save several files, or one in parts. */
const settleTime = 50
/** Maximum time that a file's timestamp may lag behind the clock, ms. */
const slack = 20

/** Watches files, including those that do not exist yet. */
export interface FileWatch {
  /**
   * Watches these files instead of the previous ones.
   *
   * @param readAfter - epoch ms; a newer file may have changed after it was read, and counts as changed
   */
  set(files: readonly string[], readAfter: number): void
  close(): void
}

/**
 * Polls the files. Polling detects files that are replaced, deleted or on a network drive, for which the file system
 * sends no events.
 */
export function watchFiles(onChange: () => void): FileWatch {
  let versions = new Map<string, string>()
  let settling: NodeJS.Timeout | undefined
  const looking = setInterval(look, interval).unref()

  function look(): void {
    let isChanged = false
    for (const [file, version] of versions) {
      const now = versionOf(file).text
      if (now === version) continue
      versions.set(file, now)
      isChanged = true
    }
    if (!isChanged) return
    clearTimeout(settling)
    settling = setTimeout(onChange, settleTime)
  }

  return {
    set(files, readAfter) {
      versions = new Map(
        files.map((file) => {
          const known = versions.get(file)
          if (known !== undefined) return [file, known]
          const { text, time } = versionOf(file)
          return [file, time >= readAfter - slack ? 'newer than what was read' : text]
        }),
      )
    },
    close() {
      clearInterval(looking)
      clearTimeout(settling)
    },
  }
}

/** A value that differs whenever the file may have other content; the time is epoch ms. */
function versionOf(file: string): { text: string; time: number } {
  try {
    const { ino, size, mtimeNs, ctimeNs, mtimeMs } = statSync(file, { bigint: true })
    return { text: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, time: Number(mtimeMs) }
  } catch {
    return { text: 'not there', time: Number.NEGATIVE_INFINITY }
  }
}
