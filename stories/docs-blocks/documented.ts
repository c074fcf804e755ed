import type { InputType } from 'storybook/internal/csf'
import { componentProps } from 'virtual:component-props'

/** For a prop that only places the story. */
export const notShown: InputType = { table: { disable: true } }

/**
 * Controls with what the types say of their props.
 *
 * @throws when the component has no such prop: the story is out of date
 */
export function documented<Name extends string>(
  component: string,
  argTypes: Readonly<Record<Name, InputType>>,
): Record<Name, InputType> {
  const props = componentProps[component] ?? {}
  const withWords = Object.entries<InputType>(argTypes).map(([name, argType]): [string, InputType] => {
    const prop = props[name]
    if (!prop) throw new Error(`Expected a prop of ${component} but got "${name}", which it does not have.`)
    const { description, type, defaultValue } = prop
    const table = {
      type: { summary: type },
      ...(defaultValue === null ? {} : { defaultValue: { summary: defaultValue } }),
    }
    return [name, { description, table, ...argType }]
  })
  return Object.fromEntries(withWords) as Record<Name, InputType>
}
