/** Merges the class names of several style sheets. A part in several sheets gets the classes of all. */
export function joinClasses(...sheets: Readonly<Record<string, string>>[]): Record<string, string> {
  // Every component has a root. Test runners without styles list no parts.
  const parts = new Set(['root', ...sheets.flatMap((sheet) => Object.keys(sheet))])
  return Object.fromEntries(
    [...parts].map((part) => [part, sheets.flatMap((sheet) => sheet[part] ?? []).join(' ')]),
  )
}
