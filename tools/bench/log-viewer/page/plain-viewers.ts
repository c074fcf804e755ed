import { capacity, type MountViewer, paintInterval } from './viewer.ts'

/** Renders nothing, to measure the cost of the lines themselves. */
export const mountSink: MountViewer = () => {
  const lines: string[] = []
  return {
    add: (line) => {
      lines.push(line)
      if (lines.length > capacity * 2) lines.splice(0, capacity)
    },
  }
}

/** The baseline: a ring buffer, and plain rows for the visible lines, updated directly at the same interval. */
export const mountPlainRows: MountViewer = (root) => {
  const ring = Array.from<string>({ length: capacity })
  let count = 0
  const rows = Array.from({ length: 30 }, () => {
    const row = document.createElement('div')
    row.style.cssText = 'height:20px;font:12px/20px monospace;white-space:pre;overflow:hidden'
    root.append(row)
    return row
  })
  setInterval(() => {
    for (const [place, row] of rows.entries()) {
      row.textContent = ring[(count - rows.length + place + capacity) % capacity] ?? ''
    }
  }, paintInterval)
  return {
    add: (line) => {
      ring[count % capacity] = line
      count += 1
    },
  }
}
