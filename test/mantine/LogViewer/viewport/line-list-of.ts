import type { LineList } from '../../../../src/mantine/LogViewer/state/line-list.ts'

/** Lines `first` to `end` at positions that are their indices, each as wide as `width` returns for its position. */
export function lineListOf(first: number, end: number, width: (position: number) => number): LineList {
  return {
    first,
    end,
    linesFrom: (position) => end - position,
    has: (index) => index >= first && index < end,
    repeats: () => 1,
    stamps: () => {},
    indexAt: (position) => position,
    positionOf: (index) => Math.min(end, Math.max(first, index)),
    widths: (position, into) => {
      for (let row = 0; row < into.length; row += 1) into[row] = width(position + row)
    },
  }
}
