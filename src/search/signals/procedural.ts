import type { Answer } from '../../domain/document.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { patternOf } from '../../text/pattern.ts'

/** Sentences that speak about answering instead of answering. */
const ABOUT_ANSWERING = [
  // "Zie het antwoord op vraag 3." "Ik verwijs u hiervoor naar de beantwoording van vragen 2 en 3."
  new RegExp(
    patternOf`
    \b(?:zie|verwijs|verwijzen|verwezen)\b.{0,160}\b(?:antwoord(?:en)?|beantwoording|vra(?:ag|gen)
    |(?:kamer)?brie(?:f|ven))\b
  `,
    'iu',
  ),
  // "Gezien de samenhang beantwoord ik vraag 3 en 4 tezamen."
  new RegExp(
    patternOf`
    \bvra(?:ag|gen)\b.{0,120}\b(?:tezamen|gezamenlijk|samen(?:hang)?|tegelijk|gelijktijdig
    |in één keer)\b|\b(?:tezamen|gezamenlijk|samenhang|in onderlinge)\b.{0,120}\b(?:vra(?:ag|gen)
    |beantwoord)
  `,
    'iu',
  ),
  // "Het is niet gelukt deze vragen binnen de termijn te beantwoorden." "… kunnen niet tijdig
  // worden beantwoord."
  new RegExp(
    patternOf`
    \bniet\b.{0,120}\b(?:termijn|tijdig|(?:drie|3) weken)\b.{0,120}\bbeantwoord
    |\bvragen?\b.{0,160}\bniet\b.{0,80}\b(?:termijn|tijdig|(?:drie|3) weken)\b
    |\bbeantwoord\p{L}*.{0,120}\bniet\b.{0,80}\b(?:termijn|tijdig)
  `,
    'iu',
  ),
  // "De reden van het uitstel is dat …" "Ik vraag om uitstel van de beantwoording."
  new RegExp(
    patternOf`
    \buitstel\b.{0,80}\b(?:beantwoord\p{L}*|vragen|is (?:nodig|dat|gelegen))
    |\b(?:beantwoording|vragen)\b.{0,80}\buitstel\b
  `,
    'iu',
  ),
  // "Ik zal uw Kamer zo spoedig mogelijk de antwoorden doen toekomen."
  new RegExp(
    patternOf`
    \b(?:zo (?:spoedig|snel) mogelijk|spoedig|zo snel als mogelijk)\b.{0,120}\b(?:antwoord
    |beantwoord|toekomen|toe(?:ge)?zonden)|\b(?:antwoord|beantwoord)\p{L}*.{0,120}\bzo (?:spoedig
    |snel) mogelijk\b
  `,
    'iu',
  ),
]

/**
 * What may accompany them without answering: "Ja."; "Nee, dat klopt niet." is an answer of its own.
 */
const FEW_WORDS = 3

/**
 * Room for a reason for a delay and the like; a long answer has content, whatever it says about
 * answering.
 */
const MOST_CHARACTERS = 700

/**
 * Whether an answer only tells where or when its question is answered: postponed, answered together
 * with another one, or elsewhere. Every sentence must do so, except a word or two.
 */
export function isProcedural({ paragraphs }: Pick<Answer, 'paragraphs'>): boolean {
  const texts: string[] = []
  let length = -1
  for (const { reading } of paragraphs) {
    texts.push(reading.text)
    length += 1 + reading.text.length
    // The rest need not be read.
    if (length > MOST_CHARACTERS) return false
  }
  const text = texts.join(' ')
  const sentences = sentencesOf(text).map(({ start, end }) => text.slice(start, end))
  const others = sentences.filter((each) => !ABOUT_ANSWERING.some((pattern) => pattern.test(each)))
  if (others.length === sentences.length) return false
  return others.every((each) => each.split(/\s+/u).length <= FEW_WORDS)
}
