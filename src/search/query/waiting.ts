import { patternOf } from '../../text/pattern.ts'

/** What asks for questions that wait for an answer, or were delayed; not "zwembaden nog open". */
const WAITS = new RegExp(
  patternOf`
    (?<!\p{L})(?:onbeantwoorde?|openstaande|uitstel(?:bericht(?:en)?|brie(?:f|ven)|len)?
    |uitgestelde?|(?:nog |al )?(?:niet|geen) (?:beantwoord|antwoord)
    |wacht(?:en|ende?)?(?: (?:nog|al|lang)){0,2} op(?: een| het)? (?:antwoord(?:en)?|beantwoording)
    |(?<=vra(?:ag|gen) )zonder antwoord|(?<=questions? )without (?:an )?answers?
    |unanswered|(?:not (?:yet )?(?:been )?|awaiting (?:an )?)answer(?:ed)?|postponed
    |pending(?= questions)|(?<=(?:vragen|questions)(?: [^\s?.!]+){0,5} )
    (?:staan )?(?:nog|still) open(?=[\s?.!]*$))(?!\p{L})
    |^\s*(?:wanneer|when) (?:worden|wordt|komt|komen|will|are)(?!\p{L})
    (?=.{0,200}?(?<!\p{L})(?:beantwoord|antwoord(?:en)?|answer(?:s|ed)?)(?!\p{L}))
  `,
  'giu',
)

/** The same, where nothing but a delay is asked for. */
const ASKS_QUESTIONS = /(?<!\p{L})(?:kamervra(?:ag|gen)|vra(?:ag|gen)|questions?)(?!\p{L})/iu

/**
 * What is left of a query that asks for questions without an answer: "onbeantwoorde vragen over
 * toeslagen", "wanneer worden de vragen over de ggz beantwoord?", "uitstel vleermuizen"; null if it
 * does not.
 */
export function withoutWaiting(query: string): { rest: string; ofQuestions: boolean } | null {
  const rest = query.replace(WAITS, ' ')
  return rest === query ? null : { rest, ofQuestions: ASKS_QUESTIONS.test(query) }
}
