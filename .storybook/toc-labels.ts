interface TocEntry {
  textContent: string
}

/** Lets a long name break between its words, because the column of the table of contents is narrow. */
export function withBreaks<Entry extends TocEntry>(entry: Entry): Entry {
  const breaks = /\s/.test(entry.textContent) ? /(?<=_)/g : /(?<=_)|(?<=[a-z])(?=[A-Z])/g
  return { ...entry, textContent: entry.textContent.replaceAll(breaks, '\u200B') }
}
