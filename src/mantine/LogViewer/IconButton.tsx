import { ActionIcon, type ActionIconProps, type ElementProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { classes } from './log-viewer-classes.ts'
import { Icon, type IconName } from './icons.tsx'

export interface IconButtonProps extends ActionIconProps, ElementProps<'button', keyof ActionIconProps> {
  /** The name of the button. */
  label: string
  icon: IconName
}

/** A button with an icon, 24 px wide and high with a title, or larger in the toolbar. */
export function IconButton(props: IconButtonProps): ReactNode {
  const { label, icon, size, className = '', children, ...others } = props
  return (
    <ActionIcon
      // The target of a menu gets class names of its own.
      className={size ? `${classes.switch} ${className}` : className}
      title={size ? undefined : label}
      variant="subtle"
      color="gray"
      size={size ?? 24}
      aria-label={label}
      {...others}
    >
      <Icon name={icon} size={size ? 16 : 14} />
      {children}
    </ActionIcon>
  )
}
