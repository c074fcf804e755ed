import '@xterm/xterm/css/xterm.css'
import { Terminal } from '@xterm/xterm'
import { collectLines, type MountViewer } from './viewer.ts'

export const mountXterm: MountViewer = (root) => {
  const terminal = new Terminal({
    rows: 30,
    cols: 120,
    scrollback: 100_000,
    disableStdin: true,
    convertEol: true,
  })
  terminal.open(root)
  return collectLines((_, added) => {
    terminal.write(`${added.join('\n')}\n`)
  })
}
