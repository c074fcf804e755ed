/** An identifier as words: `lesson_plan` becomes "Lesson plan". */
export function words(name: string): string {
  const text = name.replace(/[._:-]+/gu, ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
