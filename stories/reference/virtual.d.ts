declare module 'virtual:api-reference' {
  /** Made by tools/api-reference when the Storybook is built; reference-types.ts has its shape. */
  export const reference: unknown
}

declare module 'virtual:component-props' {
  /** Made by tools/api-reference/component-props.mjs: by prop by component. */
  export const componentProps: Readonly<
    Record<
      string,
      Readonly<Record<string, { description: string; type: string; defaultValue: string | null }>>
    >
  >
}
