import type { Answer } from '../../domain/document.ts'
import { ACKNOWLEDGEMENT } from '../../format/part-words.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { wordsOf } from '../../text/words.ts'
import type { Asked } from '../query/analysis.ts'
import { questionOf } from '../corpus/catalogue.ts'
import { loweringSignal } from './lowering.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * 1 for an answer that only says that the minister has heard of the topic ("Ja." to "Bent u bekend
 * met het bericht …?") or how the questions will be answered ("Ja." to "Kunt u deze vragen een voor
 * een beantwoorden?"). The first shares every word of the topic and says nothing about it; the
 * second is about nothing, and near to everything.
 */
export const acknowledgement = loweringSignal({
  bit: ACKNOWLEDGEMENT,
  weight: -0.25,
  lowers: (pair) => isAcknowledgement(questionOf(pair), pair.answer),
  applies: (asked) => !asksForThat(asked),
})

/** "Bent u bekend met …?", "Kent u het bericht …?", "Heeft u kennisgenomen van …?" */
const ASKS_WHETHER_KNOWN = new RegExp(
  patternOf`
    ^(?:(?:\P{L}*(?:vraag\s+)?\d+[a-z]?[.):]?\s+)?)(?:(?:bent|is) (?:u|het kabinet
    |de minister)(?: \p{L}+){0,3} (?:bekend|op de hoogte)|ken(?:t|nen)? (?:u|het kabinet)\b
    |(?:heeft|hebt|hebben) (?:u|het kabinet)\b.{0,160}\b(?:kennis\s?(?:genomen|kunnen nemen)|gelezen
    |gezien|meegekregen|vernomen|bekeken|beluisterd)|herinnert u zich)
  `,
  'iu',
)

/**
 * "Kunt u de vragen afzonderlijk beantwoorden?", "Wilt u deze vragen voor het debat beantwoorden?"
 */
const ASKS_FOR_ANSWERS = new RegExp(
  patternOf`
    ^\P{L}*(?:\d+[a-z]?[.):]?\s+)?(?:kunt|wilt|zou|bent|kan|wil) u\b(?:.{0,60}\b|, .{1,200},
    \s)(?:deze|bovenstaande|voorgaande|alle|iedere|elke|de|mijn|gestelde)\s(?:\p{L}+\s){0,2}vra(?:ag
    |gen)\b.{0,200}\b(?:be)?antwoord(?:en|t)?\b
  `,
  'iu',
)

/** "Ja.", "Ja, ik heb kennisgenomen van het artikel.", "Dit bericht is mij bekend." */
const SAYS_SO = new RegExp(
  patternOf`
    ^\P{L}*(?:ja|jazeker)\P{L}*$|\b(?:bekend|ken|kennen|kennis\s?genomen|gelezen|gezien|op de hoogte
    |herinner)\b
  `,
  'iu',
)

/** An answer with more words has content. */
const MOST_WORDS = 16

/** Whether an answer says nothing about a topic except that it is known or will be answered. */
export function isAcknowledgement(question: string, answer: AnsweredText): boolean {
  const asked = sentencesIn(question).filter((sentence) => sentence.includes('?'))
  if (asked.length === 0) return false
  const forAnswers = asked.every((sentence) => ASKS_FOR_ANSWERS.test(sentence))
  // Most questions ask for something else: their answers need not be read.
  if (!forAnswers && !asked.every((sentence) => ASKS_WHETHER_KNOWN.test(sentence))) return false
  const text = answer.paragraphs.map(({ reading }) => reading.text).join(' ')
  if (wordsOf(text).length > MOST_WORDS) return false
  return forAnswers || sentencesIn(text).every((sentence) => SAYS_SO.test(sentence))
}

function sentencesIn(text: string): string[] {
  return sentencesOf(text).map(({ start, end }) => text.slice(start, end))
}

type AnsweredText = Pick<Answer, 'paragraphs'>

const ASKS_FOR_THAT = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:on)?bekend|op de hoogte|kennis\s?genomen|gelezen|kent|beantwoord\p{L}*
    |samengevoegd|afzonderlijk|termijn|uitstel|(?:un)?aware|familiar|heard|knows?|read|answered
    |merged|separately|bekannt|kennt)(?!\p{L})
  `,
  'iu',
)

/** For "Is the minister aware of …?" and "Which questions were merged?" these are the answer. */
function asksForThat({ text }: Asked): boolean {
  return ASKS_FOR_THAT.test(text)
}
