// Every comment is TSDoc.
export function syntax({ declarations, entries }) {
  const commented = [...declarations, ...declarations.flatMap(membersHere), ...entries]
  return commented.flatMap(({ doc, name, file, line = 1 }) =>
    (doc?.problems ?? []).map((problem) => ({ file, line, problem: `the comment of ${name}: ${problem}` })),
  )
}

function membersHere({ members, values, name, file, line }) {
  return [
    ...members.filter(({ from }) => !from),
    ...values.map(({ value, doc }) => ({ name: `${name} '${value}'`, doc, file, line })),
  ]
}
