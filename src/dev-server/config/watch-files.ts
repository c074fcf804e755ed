import { statSync } from 'node:fs'

/** ms between two looks at the files. */
const interval = 200
/** ms in which further changes are waited for: an editor saves several files, or one in parts. */
const settleTime = 50
/** ms by which the time of a file may be behind the clock. */
const slack = 20

/** Watches files, those that are not there yet too. */
export interface FileWatch {
  /**
   * Watches these in place of those before.
   *
   * @param readAfter - epoch ms: what is newer may have changed after it was read, and counts as changed
   */
  set(files: readonly string[], readAfter: number): void
  close(): void
}

/**
 * Looks at the files again and again: that finds what is replaced, deleted or on a network's disk, where events of the
 * file system are missing, and its first look is before any change.
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

/** Differs whenever the file may have other content; the time is epoch ms. */
function versionOf(file: string): { text: string; time: number } {
  try {
    const { ino, size, mtimeNs, ctimeNs, mtimeMs } = statSync(file, { bigint: true })
    return { text: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, time: Number(mtimeMs) }
  } catch {
    return { text: 'not there', time: Number.NEGATIVE_INFINITY }
  }
}
