import type { Span } from '../domain/document.ts'
import { patternOf } from '../text/pattern.ts'
import { office } from './naming-patterns.ts'

/** Characters at the end of a text that may be a post's own. */
const postReach = 600

/** Emoji, flags, skin tones, and what joins them */
const pictures =
  '\\p{Extended_Pictographic}\\u{1F1E6}-\\u{1F1FF}\\u{1F3FB}-\\u{1F3FF}\\u200D\\uFE0F'

/** Which of a thread's posts it is: "2/5", "(2/n)", "1/" */
const numbered = '[([]?\\d{1,2}/(?:\\d{1,2}|[nNxX])?[)\\].]?'

/** What a post has around a quote: "RT @zand:", "🧵", "#sluizen", an address, "(1/2)", "2/" */
const postHead = new RegExp(
  patternOf`
    ^(?:\s{0,9}(?:[${pictures}]|(?:RT\s|\.)?@\w{1,30}:
    |${numbered}(?=\s{1,9}[^\s\p{Ll}]|[${pictures}])
    |\p{Lu}{4,12}(?::|\s\|)\s(?=${office})))+
  `,
  'u',
)
const postTail = new RegExp(
  patternOf`
    (?:\s{0,9}[${pictures}]
    |\s{1,9}(?:[–—-]\s|via\s|(?:[Bb]ron|[Ss]ource|[Ll]ink|[Zz]ie|[Ll]ees meer):?\s)?
    [([]?(?:[#@]\w{1,60}|https?://[^\s${pictures}]{1,300})
    |(?<=[.!?"”’»${pictures}]|\s[([]?(?:[#@]|https?://)\S{1,300})\s{1,9}${numbered})+\s*$
  `,
  'u',
)

/** What a post has at both ends, if words stand between. */
export function postEdges(text: string): Span[] {
  const [head = ''] = postHead.exec(text) ?? []
  const from = Math.max(head.length, text.length - postReach)
  const tail = postTail.exec(text.slice(from))
  const start = tail === null ? text.length : from + tail.index
  if (text.slice(head.length, start).trim() === '') return []
  return [
    { start: 0, end: head.length },
    { start, end: text.length },
  ].filter((edge) => edge.start < edge.end)
}
