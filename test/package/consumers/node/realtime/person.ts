export interface Person {
  id: string
}
