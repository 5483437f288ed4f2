import type { Line } from './lines.ts'
import { patternOf } from '../../text/pattern.ts'

const SENDER = /^(?:Van|From)\s?:\s/

/** What stands below a sender, in Outlook's order or another. */
const FIELDS = [
  /^(?:Aan|To)\s?:\s/,
  /^(?:Verzonden|Datum|Sent|Date)\s?:\s/,
  /^(?:Onderwerp|Subject)\s?:/,
]

/** "-----Oorspronkelijk bericht-----", "---------- Forwarded message ---------" */
const DIVIDER = new RegExp(
  patternOf`
    ^-{2,}\s?(?:oorspronkelijk|doorgestuurd|original|forwarded)\s(?:e-?mail\s)?(?:bericht|message)
    \s?-{2,}$
  `,
  'i',
)

/** "Op ma 24 mrt 2025 om 10:12 schreef M. Jansen <m.jansen@example.nl>:" */
const WROTE = /^(?:Op|On)\s.{6,60}\s(?:schreef|wrote)\s?.{0,100}:$/

/** "[24-03 10:14] Jansen, Piet", "[10:14] Piet", "[24-03-2025, 10:14:05] Piet:": of a chat */
const CHAT = /^\[(?:\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?,?\s)?\d{1,2}:\d{2}(?::\d{2})?\]\s\S/

/** "Piet Pieters 10:45 AM", "24-03-2025 10:45 - Piet: Dank!": of a chat that begins so */
const TIMED = new RegExp(
  patternOf`
    ^\p{Lu}[\p{L}’'-]{1,30}(?:\s\p{L}[\p{L}’'.-]{0,30}){1,4}\s{1,3}\d{1,2}:\d{2}(?:\s[AP]M)?$
    |^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},?\s\d{1,2}:\d{2}\s[–-]\s\p{L}[^:]{1,40}:\s
  `,
  'u',
)

/** "24-3 10:14", "10:14 AM", below the name of who says something in a chat */
const SAID = /^(?:\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?,?\s\d{1,2}:\d{2}|\d{1,2}:\d{2}\s[AP]M)$/

/** Lines in which the fields of a head stand. */
const MOST_FIELDS = 6

/**
 * The lines with which an e-mail begins that another one passes on or replies to, or a message of a
 * chat. Below a colon an answer may quote it.
 */
export function mailHeads(lines: readonly Line[]): Line[] {
  // Elsewhere "Utrecht Centraal 10:45" may be a line of a timetable.
  const isChat = lines.slice(0, 3).some(({ text }) => TIMED.test(text.slice(0, 100)))
  return lines.filter(({ text }, at) => {
    if (text.length > 200 || lines[at - 1]?.text.endsWith(':') === true) return false
    if (DIVIDER.test(text) || CHAT.test(text) || (isChat && TIMED.test(text))) return true
    if (SAID.test(lines[at + 1]?.text.slice(0, 24) ?? ''))
      return /^\p{Lu}[\p{L} ,.’'-]{2,60}$/u.test(text)
    if (WROTE.test(text) && text.includes('@')) return true
    if (!SENDER.test(text)) return false
    const below = lines.slice(at + 1, at + MOST_FIELDS)
    return FIELDS.every((field) => below.some((line) => field.test(line.text)))
  })
}
