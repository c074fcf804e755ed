import { stylesApi } from './styles-api.ts'

interface StylesApiProps {
  /** Name of the component. */
  of: keyof typeof stylesApi
}

function Rows({ entries }: { entries: Readonly<Record<string, string>> }) {
  return Object.entries(entries).map(([name, meaning]) => (
    <tr key={name}>
      <td>
        <code>{name}</code>
      </td>
      <td>{meaning}</td>
    </tr>
  ))
}

/** The names for `classNames`, `styles` and `attributes`, and the CSS variables of a component. */
export function StylesApi({ of }: StylesApiProps) {
  const { names, variables } = stylesApi[of]
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        <Rows entries={names} />
        <Rows entries={variables} />
      </tbody>
    </table>
  )
}
