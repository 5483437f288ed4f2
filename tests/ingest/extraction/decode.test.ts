import { expect, it } from 'vitest'
import { decode } from '../../../src/ingest/extraction/decode.ts'

const sentence = 'Vraag 1: één «dijk»?'

it.each([
  ['utf-8', Buffer.from(sentence)],
  ['utf-8', Buffer.from(`\ufeff${sentence}`)],
  ['utf-16le', Buffer.from(`\ufeff${sentence}`, 'utf16le')],
  ['utf-16le', Buffer.from(sentence, 'utf16le')],
  ['utf-16be', Buffer.from(`\ufeff${sentence}`, 'utf16le').swap16()],
  ['windows-1252', Buffer.from(sentence, 'latin1')],
])('recognises %s by its bytes', (encoding, bytes) => {
  expect(decode(bytes)).toEqual({ text: sentence, encoding })
})

it('keeps line ends, tabs and zero characters as they are', () => {
  const text = 'a\r\nb\tc\0d\f '
  expect(decode(Buffer.from(text)).text).toBe(text)
})
