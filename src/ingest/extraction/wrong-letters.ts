import type { Flaw } from './extraction.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * "cafÃ©", "Â«", "â€™": UTF-8 that was taken for Windows-1252 or Latin-1; "Financi‰n",
 * "ge•nteresseerd", "financi‘n", "cafŽ", "Û 12": letters of DOS or an old Mac; "caf\ufffd": a lost
 * letter, as "(cid:68)" is; "¬ 12": half of a euro sign.
 */
const GARBLED = new RegExp(
  patternOf`
    \p{L}{0,30}(?:Ã[\u00a0-\u00bf‰€‚ƒ„…†‡ˆŠ‹Œ‘’“”•–—˜™š›œžŸ]|Â[\u00a0-\u00bf]|[ÂÃâ][\u0080-\u009f]
    |â€[\u0080-\u00bf™œžŸ˜“”¦]|â‚¬|(?<=\p{L})\ufffd|\ufffd(?=\p{L})
    |(?<=\p{Ll})(?:[‰‹•ˆ‡‚]|(?<=[ie])‘(?![st]))(?=\p{Ll})
    |(?<=\p{L})[\u0080-\u0084\u0086-\u009f](?=\p{L})|\u0000|\(cid:\d{1,5}\)
    |(?<=\p{Ll})[ŽŸ]|[¬ÐÛ](?=\s?\d))\p{L}{0,30}
  `,
  'gu',
)

/** More of them are told no further. */
const MOST = 100

/** The words of a text with letters that no program reads as they were written. */
export function wrongLetters(text: string): Flaw[] {
  if (!/[ÃÂâ¬ÐÛŽŸ\ufffd‰‹•ˆ‡‚‘\0\u0080-\u009f]|\(cid:\d/.test(text)) return []
  return [...text.matchAll(GARBLED)]
    .slice(0, MOST)
    .map(({ 0: word, index }) => ({ kind: 'garbled', at: index, text: word }))
}
