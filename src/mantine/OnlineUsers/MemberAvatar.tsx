import { useState } from 'react'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import { initials, type Person, personColor } from './person.ts'

export interface MemberAvatarProps {
  id: string
  person: Person
  isIdle: boolean
}

/** A picture, or initials when there is none or it cannot be loaded. Decorative: the name is rendered beside it. */
export function MemberAvatar({ id, person, isIdle }: MemberAvatarProps) {
  const { getStyles } = useOnlineUsersContext()
  const [broken, setBroken] = useState<string>()
  const { image, name } = person
  const style = { '--online-users-color': personColor(id) } as React.CSSProperties
  return (
    <span {...getStyles('avatar', { style })} data-idle={isIdle || undefined} aria-hidden="true">
      {image && image !== broken ? (
        <img src={image} alt="" draggable={false} onError={() => setBroken(image)} />
      ) : (
        initials(name)
      )}
    </span>
  )
}
