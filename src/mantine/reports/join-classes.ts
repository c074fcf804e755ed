/** The class names of several style sheets: a part that is in several of them has the classes of all. */
export function joinClasses(...sheets: Readonly<Record<string, string>>[]): Record<string, string> {
  // Every component has a root; test runners that leave styles out list no parts.
  const parts = new Set(['root', ...sheets.flatMap((sheet) => Object.keys(sheet))])
  return Object.fromEntries(
    [...parts].map((part) => [part, sheets.flatMap((sheet) => sheet[part] ?? []).join(' ')]),
  )
}
