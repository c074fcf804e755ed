declare module 'virtual:api-reference' {
  /** Made by scripts/api-reference when the Storybook is built; reference-types.ts has its shape. */
  export const reference: unknown
}
