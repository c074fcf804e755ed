import { ActionIcon, Anchor, Button, Popover, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useId, useState, type SyntheticEvent } from 'react'
import type { DevConfig } from '../dev-config/dev-config.ts'
import { addressFor, become, type Choice } from '../dev-config/dev-tab.ts'
import classes from './UserMenu.module.css'

type UserMenuProps = Pick<DevConfig, 'user' | 'refusal' | 'identities'> & {
  /** True if this tab uses the developer's token and not an identity. */
  isDeveloper: boolean
}

interface Option {
  choice: Choice
  label: string
  isCurrent: boolean
}

/**
 * Shows the user of this tab, and switches this tab or a new one to another user. A popover, because a menu must not
 * contain a text field.
 */
export function UserMenu({ user, refusal, identities, isDeveloper }: UserMenuProps) {
  const [opened, setOpened] = useState(false)
  const name = nameOf(user)
  const { off, users } = identities
  const options: Option[] = [
    { choice: 'developer', label: 'Developer', isCurrent: isDeveloper },
    ...(users ?? []).map((each) => ({
      choice: { id: each.id },
      label: each.name,
      isCurrent: !isDeveloper && each.id === user?.id,
    })),
    ...(users ? [] : [{ choice: 'guest' as const, label: 'A new guest', isCurrent: false }]),
  ]
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={300}
      trapFocus
      returnFocus
      shadow="md"
      withinPortal
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.target}
          aria-label={`User: ${name}`}
          onClick={() => setOpened((before) => !before)}
        >
          <Icon path={person} />
          <span className={classes.name}>{name}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <div>
          <Text size="sm" fw={600} className={classes.who}>
            This tab is {name}
          </Text>
          {user && !isDeveloper && name !== user.id && <p className={classes.quiet}>{user.id}</p>}
          {refusal !== null && <p className={classes.quiet}>{refusal}</p>}
        </div>
        {off === null ? (
          <>
            <ul className={classes.options}>
              {options.map((option) => (
                <OptionRow key={JSON.stringify(option.choice)} {...option} />
              ))}
            </ul>
            {users === null && <AnyUser />}
          </>
        ) : (
          <p className={classes.quiet}>Other users are off. {off}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function OptionRow({ choice, label, isCurrent }: Option) {
  return (
    <li className={classes.option}>
      <UnstyledButton
        className={classes.choice}
        aria-current={isCurrent || undefined}
        onClick={() => become(choice)}
      >
        {label}
      </UnstyledButton>
      <ActionIcon
        component="a"
        href={addressFor(choice)}
        // `noopener` keeps the new tab from copying the session storage of this tab.
        target="_blank"
        rel="noopener"
        variant="subtle"
        color="gray"
        aria-label={`Open a window as ${label}`}
        title={`Open a window as ${label}`}
      >
        <Icon path={newWindow} />
      </ActionIcon>
    </li>
  )
}

/** Without configured users, any id is valid. */
function AnyUser() {
  const [text, setText] = useState('')
  const hint = useId()
  const id = text.trim()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (id !== '') become({ id })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="User id"
        placeholder="ana"
        size="sm"
        maxLength={128}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={hint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p id={hint} className={classes.quiet}>
        Any id is a user here.
      </p>
      <div className={classes.actions}>
        <Button type="submit" size="xs" disabled={id === ''}>
          Use in this tab
        </Button>
        {id !== '' && (
          <Anchor
            href={addressFor({ id })}
            target="_blank"
            rel="noopener"
            size="sm"
            c="var(--mantine-color-text)"
            underline="always"
            className={classes.link}
          >
            Open a window as {id}
          </Anchor>
        )}
      </div>
    </form>
  )
}

function nameOf(user: DevConfig['user']): string {
  if (!user) return 'nobody'
  const name = user.info?.name
  return typeof name === 'string' && name !== '' ? name : user.id
}

const person = 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5a7.5 7.5 0 0 1 15 0'
const newWindow = 'M14 4h6v6M20 4l-9 9M10 5H4v15h15v-6'

function Icon({ path }: { path: string }) {
  return (
    <svg
      className={classes.icon}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}
