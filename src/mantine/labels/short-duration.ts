/** Abbreviations, so that no language has to inflect them. */
export interface DurationUnits {
  second: string
  minute: string
  hour: string
  day: string
}

/** A duration in ms as a short text, as the components write theirs: `"42 s"`, `"2 Std. 5 Min."`. */
export function shortDuration({ second, minute, hour, day }: DurationUnits): (duration: number) => string {
  return (duration) => {
    const seconds = Math.max(0, Math.floor(duration / 1000))
    if (seconds < 60) return `${seconds}\u00A0${second}`
    const minutes = Math.floor(seconds / 60)
    if (minutes < 60) return `${minutes}\u00A0${minute}`
    const hours = Math.floor(minutes / 60)
    if (hours >= 48) return `${Math.floor(hours / 24)}\u00A0${day}`
    const rest = minutes % 60
    return rest === 0 ? `${hours}\u00A0${hour}` : `${hours}\u00A0${hour} ${rest}\u00A0${minute}`
  }
}
