import { expect, it } from 'vitest'
import { isPage } from '../../../src/client/lib/html-page.ts'

const answer = (type: string | null, ok = true) => ({
  ok,
  headers: new Headers(type === null ? {} : { 'content-type': type }),
})

it.each<[string, ReturnType<typeof answer>, string, boolean]>([
  ['a page', answer('text/html; charset=utf-8'), '<!doctype html><html></html>', true],
  ['a part of one, by its type', answer('Text/HTML'), '<div id="root"></div>', true],
  ['a page without a type', answer(null), '\n <!DOCTYPE html>', true],
  ['a page of another type', answer('application/json'), '<html lang="en">', true],
  ['JSON', answer('application/json'), '{"auth":"key:signature"}', false],
  ['a text that begins otherwise', answer('text/plain'), 'see <html>', false],
  ['a type that only begins so', answer('text/html5'), '{}', false],
  ['a page with an error', answer('text/html', false), '<!doctype html>', false],
])('%s', (_, response, text, expected) => {
  expect(isPage(response, text)).toBe(expected)
})
