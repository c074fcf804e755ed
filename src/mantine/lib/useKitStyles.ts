import { type FactoryPayload, type GetStylesApi, useStyles } from '@mantine/core'

type StylesInput<Payload extends FactoryPayload> = Parameters<typeof useStyles<Payload>>[0]

type AllowUndefined<T> = { [K in keyof T]: T[K] | undefined }

/**
 * Mantine's `useStyles`, which also accepts `undefined` for optional props: Mantine's types do not support
 * `exactOptionalPropertyTypes`.
 */
export function useKitStyles<Payload extends FactoryPayload>(
  input: AllowUndefined<StylesInput<Payload>>,
): GetStylesApi<Payload> {
  return useStyles<Payload>(input as StylesInput<Payload>)
}
