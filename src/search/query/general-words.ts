import type { QueryLanguage } from '../../text/language.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { FOREIGN } from './foreign-words.ts'
import { isFunctionWord } from './function-words.ts'

/** Words that always refer to something said before. */
export const STANDS_FOR = new Set(
  `daar daaraan daarbij daarin daarmee daarna daarnaast daarop daarover daartegen daartoe daaronder
  daaruit daarvan daarvoor
  eraan erbij erin ermee erna erop erover ertegen eruit ervan ervoor hieraan hierbij hierin hiermee
  hierop hierover hiertegen
  hiervan hiervoor hen hem zij ze hij zulke dergelijke deze dit diens laatstgenoemde
  it they them he she him this these those such latter thereof thereby`.split(/\s+/u),
)

/** Content words so general that alone they name no subject. */
const GENERAL = new Set(
  `kosten kost kostte kostten betaal betaalt betalen betaald duurt duren duurde lang langer ga
  gaat gaan ging kom komt komen kwam gebeurt gebeuren gebeurde gebeurd gedaan maak maken maakt
  gemaakt krijg krijgt krijgen kregen geldt gelden betekent betekenen beslist beslissen werkt
  werken weet weten zeg zegt zeggen zei vind vindt vinden denk denkt denken sta staat zit zitten
  zaten ligt liggen blijft geeft geven horen hoort gevolg gevolgen reden redenen oorzaak oorzaken
  oplossing conclusie conclusies strekking echt aantal aantallen cijfers bedrag bedragen
  percentage voorbeeld voorbeelden maatregel maatregelen plan plannen planning stand zaken
  minister ministers staatssecretaris kabinet regering antwoord vraag vragen vervolg stap stappen
  toekomst jaar jaren maand maanden week tijd dag dagen snel vaker vaak precies eigenlijk zeker
  verantwoordelijk toelichting uitleg details bron bronnen verschil effect effecten nadelen
  voordelen budget geld anders klaar begonnen begint eerder later terug vorig vorige volgende laat
  voordat mensen personen mening standpunt situatie geval gevallen toegestaan verboden mogelijk
  nodig waar juist recent recentere nieuwere oudere laatste eerste erg minder onlangs afgelopen
  zaak dingen ding ander andere alternatief alternatieven datum volgend stelde stelden stelt
  antwoordde antwoordt geantwoord schreef schrijft geschreven meldde reageerde vroeg betreft
  getroffen gezegd bekend gesteld gevraagd genoemd info informatie alles vertel vertellen recenter
  recenters nieuwer nieuwers zien bedoel bedoelt bestaat bestaan termijn letterlijke letterlijk
  tekst citeren link toelichten geef toon verschillen snap begrijp begrijpt understand zoek zoeken
  antwoorden kamervraag kamervragen nieuws beleid standpunten rond rondom cost costs pay pays paid
  long longer take takes took go goes going went happen happens happened get gets got mean means
  decide decides decided work works know knows say says said think thinks consequence consequences
  reason reasons cause causes solution conclusion conclusions number numbers figure figures amount
  amounts example examples measure measures plans government cabinet answer answers question
  questions next step steps future year years month months time day days soon often exactly really
  actually sure responsible explanation source sources difference effects disadvantages advantages
  money else ready start starts started earlier back people person persons last opinion position
  situation case cases allowed forbidden possible needed true right newer older recently first
  many much thing things let despite ever own want wants alternative alternatives date dates
  afterwards exist exists meant literal text deadline affected tell show find search looking look
  information known latest news update updates answered reply replied write wrote respond
  responded policy policies statement statements view views asked everything`.split(/\s+/u),
)

/** Whether a word names no subject: it is a function word, or too general. */
export function isGeneral(word: string): boolean {
  const folded = fold(word)
  return isFunctionWord(folded) || STANDS_FOR.has(folded) || GENERAL.has(folded)
}

/** A word of a query, in lower case. */
export interface TellingWord {
  readonly word: string
  /** has no topic of its own */
  readonly closed: boolean
}

/** Whether a word names a subject. */
export function isTopic({ word, closed }: TellingWord): boolean {
  return !closed && !GENERAL.has(word)
}

/** The words of a query, as words of its language. */
export function wordsRead(text: string, language: QueryLanguage): TellingWord[] {
  const foreign = FOREIGN.get(language)
  return wordsOf(text).map(({ text: each }) => {
    const word = fold(each)
    const closed =
      foreign === undefined
        ? isFunctionWord(word) || STANDS_FOR.has(word)
        : foreign.closed.has(word) || foreign.standsFor.has(word)
    return { word, closed }
  })
}

/**
 * The language by whose words a query is read. Letters tell little of a few words: by them "wat
 * doet de minister?" is Frisian, and "en vóór 2024?" Spanish, but more of their words are Dutch.
 */
export function languageOfWords(query: string, guess: QueryLanguage): QueryLanguage {
  const foreign = FOREIGN.get(guess)
  if (foreign === undefined) return guess
  const words = wordsOf(query).map(({ text }) => fold(text))
  const ofGuess = words.filter((word) => foreign.closed.has(word) || foreign.standsFor.has(word))
  const ofDutch = words.filter((word) => isFunctionWord(word, 'nl'))
  return ofDutch.length > Math.max(1, ofGuess.length) ? 'nl' : guess
}
