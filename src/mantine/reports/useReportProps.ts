import type { FactoryPayload, GetStylesApi } from '@mantine/core'
import { useKitStyles } from '../lib/useKitStyles.ts'

type StylesProp = 'classNames' | 'className' | 'style' | 'styles' | 'unstyled' | 'vars' | 'attributes'
type StylesInput<Payload extends FactoryPayload> = Parameters<typeof useKitStyles<Payload>>[0]

/** Splits the props of a component into the function that returns the styles of its parts, and all other props. */
export function useReportProps<Payload extends FactoryPayload, Props extends object>(
  name: string,
  classes: Record<string, string>,
  props: Props,
): Omit<Props, StylesProp> & { getStyles: GetStylesApi<Payload> } {
  const { classNames, className, style, styles, unstyled, vars, attributes, ...others } =
    props as StylesInput<Payload>
  const getStyles = useKitStyles<Payload>({
    name,
    classes,
    props,
    className,
    style,
    classNames,
    styles,
    unstyled,
    attributes,
    vars,
  } as StylesInput<Payload>)
  return { ...(others as unknown as Omit<Props, StylesProp>), getStyles }
}
