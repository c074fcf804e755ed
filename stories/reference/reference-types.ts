/** Where a declaration is: its file and its name. */
type Id = string

/** Source text; what is declared in this package leads to its place in the reference. */
export type Code = readonly (string | { text: string; to: Id })[]

export type Part = string | { code: string } | { text: string; to: Id } | { text: string; href: string }

export type Block = { kind: 'text'; parts: readonly Part[] } | { kind: 'code'; code: string }

export type Text = readonly Block[]

interface Documented {
  summary: Text
  returns: Text
  throws: readonly Text[]
  see: readonly Text[]
}

export interface Member extends Documented {
  name: string
  type: Code
  isOptional: boolean
  /** The type that it was taken over from. */
  from: Id | null
  defaultValue: Text
  /** What the code has for a member that must be there, such as a label. */
  standard: string | null
}

export interface Value {
  value: string
  text: Text
}

export type Kind = 'component' | 'hook' | 'function' | 'constant' | 'class' | 'interface' | 'type'

export interface Declaration extends Documented {
  name: string
  kind: Kind
  file: string
  /** False for a type that only stands behind others. */
  isExported: boolean
  /** The component whose props it has; they are listed there. */
  propsOf: Id | null
  signatures: readonly Code[]
  parameters: readonly { name: string; type: Code; text: Text }[]
  members: readonly Member[]
  /** Members of other types that it has as well. */
  takenOver: readonly { from: Id; names: readonly string[] }[]
  /** Types of other packages whose members it has as well. */
  others: readonly Code[]
  /** The strings of a union. */
  values: readonly Value[]
  /** The parts that Mantine's Styles API reaches. */
  stylesNames: readonly Value[]
  /** The CSS variables that Mantine's Styles API sets. */
  variables: readonly Member[]
  examples: readonly string[]
  /** What docs/errors.md says of its codes. */
  remedies: readonly { code: string; text: string }[]
}

export interface Entry {
  name: string
  summary: Text
  exports: readonly Id[]
  /** Types that it does not export, but its exports name. */
  behind: readonly Id[]
}

export interface Reference {
  entries: readonly Entry[]
  declarations: Readonly<Record<Id, Declaration>>
}
