import { patternOf } from '../../text/pattern.ts'

/** An office before a name. */
export const ROLE = patternOf`
  (?:minister(?:-president)?|minister president|prime minister|premier|staatssecretaris
  |state secretary|bewindspersoon|min\.|stas|staatssecr\.|ministerin|ministre|ministr[oa]
  |bakan|міністр|міністерка|الوزيرة?)
`

/** What may stand directly before a name, with its space: "de heer ", "mw. dr. ". */
export const HONORIFIC = patternOf`
  (?:(?:(?:de )?(?:heer|heren) |(?:mevrouw|meneer|mevr|mw|dhr|mrs?|ms|miss|drs?|ir|ing|prof)\.? )
  {0,3})
`

/** "de heer", "toenmalig minister": what may stand between a verb and a name. */
const CALLED = patternOf`
  (?:(?:de |the |le |la |el |der |die )?(?:(?:toenmalige?|voormalige?|vorige|demissionaire?|former
  |then|previous) |oud-?|ex-?)?${ROLE} )?${HONORIFIC}
`

/** What precedes somebody who says something: "wat zei", "volgens", "was sagt". */
const SAYS = before(
  patternOf`
    (?<!\p{L})(?:zegt|zei|vindt|vond|schrijft|schreef|antwoordt|antwoordde|beantwoordt
    |beantwoordde|reageert|reageerde|verklaart|verklaarde|meldt|meldde|belooft|beloofde|beweert
    |beweerde|zegde|kondigt|kondigde|spreekt|sprak|gaf|denkt|dacht|volgens
    |according to|sagte?|meint|antwortet|erklärt|laut|dit|selon|dice|dijo|según|seit|sei
    |powiedział|powiedziała|mówi|сказав|сказала|каже|قال|قالت|يقول|تقول) ${CALLED}
  `,
)

/** Participles and infinitives of speech, which stand apart from who speaks. */
const SPEECH = patternOf`
  gezegd|geantwoord|beantwoord|verklaard|toegezegd|beloofd|geschreven|gemeld|medegedeeld|meegedeeld
  |aangekondigd|aangegeven|gereageerd|gesproken|opgemerkt|beweerd|uitgelegd|toegelicht|verteld
  |bevestigd|ontkend|uitgelaten|laten weten|zeggen|antwoorden|beantwoorden|verklaren|toezeggen
  |beloven|schrijven|melden|reageren|beweren|vertellen|said|say|answered|answer|replied|reply|stated
  |state|written|write|promised|promise|pledged|declared|declare|announced|announce|commented
  |comment|responded|respond|explained|explain|claimed|claim|mentioned|mention|spoken|speak|told
  |tell|confirmed|confirm|denied|deny
`

/** Finite verbs of speech that may follow who speaks: "(wat) Lindeboom over dijken zei". */
const SAID = patternOf`
  zegt|zei|schrijft|schreef|antwoordt|antwoordde|reageert|reageerde|verklaart|verklaarde|meldt
  |meldde|belooft|beloofde|beweert|beweerde|toezegt|toezegde|says|said|writes|wrote|answers|answered
  |replies|replied|states|stated|promises|promised|announces|announced|claims|claimed|spoke
  |(?:a|ta) bisa
`

/** "Welke uitspraken heeft … gedaan", "what promises has … made": speech by its noun. */
const UTTERANCE = new RegExp(
  patternOf`
    (?<!\p{L})(?:antwoord(?:en)?|uitspra(?:ak|ken)|toezegging(?:en)?|belofte[ns]?|reacties?|uitleg
    |verklaring(?:en)?|mededeling(?:en)?|toelichting|answers?|statements?|promises?|pledges?
    |commitments?|remarks?|comments?|repl(?:y|ies)|response|explanation)(?!\p{L})
  `,
  'iu',
)
const UTTERED = 'gegeven|gedaan|geven|doen|given|made|give|make'

/**
 * Words that do not stand between who speaks and the verb: with these, others speak ("is … gezegd",
 * "been told") or the name asks.
 */
const BETWEEN = patternOf`
  (?:,? (?!(?:is|zijn|was|waren|werd|werden|wordt|worden|been|being|were|wat|wie|what|who|ask
  |asked|asks|vroeg|vraagt|vragen|gevraagd|gesteld)(?![\p{L}\p{N}]))[\p{L}\p{N}\ue000'’/-]+)
`

/** What follows somebody who speaks, at most ten words further on: "(heeft …) iets gezegd". */
const SPEAKS = after(`${BETWEEN}{0,10}?,? (?:${SPEECH})`)
const UTTERS = after(`${BETWEEN}{0,10}?,? (?:${UTTERED})`)
const SPOKE = after(`${BETWEEN}{0,10}?,? (?:${SAID}|${SPEECH})`)
const IS_SAID = after(`${BETWEEN}{0,6}?,? (?:${SPEECH})`)

function after(pattern: string): RegExp {
  return new RegExp(`^${pattern}(?![\\p{L}\\p{N}])`, 'iu')
}

/** Read backwards from the end, which is one place to begin at instead of hundreds. */
function before(pattern: string): RegExp {
  return new RegExp(`$(?<=${pattern})`, 'isu')
}

/** "(Wat) heeft", "will", "did": the verb that the participle or infinitive belongs to. */
const HAS = before(
  patternOf`
    ^(?<before>.*?)(?<![\p{L}-])(?:(?<dutch>heeft|had|hebben|hadden|wil|wilde|kan|kon|gaat|ging|zal
    |zou|moet|moest)|has|have|did|does|do|will|would|can|could|what['’]s)
    (?: (?:er|ooit|toen|ook|al|eerder|ever|also))? ${CALLED}
  `,
)

/**
 * "De minister heeft Lindeboom toegezegd", "wie heeft Lindeboom iets beloofd": before a Dutch verb
 * stands who speaks, and behind it who is spoken to.
 */
const OTHER_SPEAKS = before(
  patternOf`
    (?<!\p{L})(?:wie|hij|zij|ze|ik|men|iemand|niemand|kabinet|regering|kamer|kamerlid
    |${ROLE}(?: (?:van|voor)(?: [\p{L},]+){1,6})?)[ ]
  `,
)

/** "Weet u wat …", "of …"; "van wat …" and "op wat …" make what is said the topic. */
const OPENS = before(
  patternOf`
    (?:^|(?<!(?<!\p{L})(?:van|over|op|met|naar|door|of|about|on|to|with|at) )(?<!\p{L})
    (?:wat|of|hoe|wanneer|waarom|waarover|hetgeen|anything|everything|what|whether|if|when|how|why
    |kiko|(?:klopt het|is het waar|is it true|is it correct) (?:dat|that))
    (?: (?:er|ooit|toen|ook|ever))? )${CALLED}
  `,
)

/** "(wat is er) door … (gezegd)" */
const BY = before(`(?<!\\p{L})(?:door|by) ${CALLED}`)
const SAID_BY = before(`(?<!\\p{L})(?:${SPEECH}) (?:door|by) ${CALLED}`)
const UTTERED_BY = before(`(?<!\\p{L})(?:${UTTERED}) (?:door|by) ${CALLED}`)

/** "(wat) liet … weten" */
const LETS = before(`(?<!\\p{L})(?:laat|laten|liet|lieten) ${CALLED}`)
const KNOW = after(`${BETWEEN}{0,10}?,? weten`)

/** Characters around a name that tell whether it speaks: a query may repeat it a hundred times. */
const NEAR = 200

/**
 * Whether the name at this place of a query is somebody's who speaks: "heeft … iets gezegd
 * over", "what did … say about", "wat is er door … gezegd". False where others speak of the name
 * or to it.
 */
export function speaks(query: string, start: number, end: number): boolean {
  const before = query.slice(Math.max(0, start - NEAR), start).replace(/\s+/gu, ' ')
  const behind = query.slice(end, end + NEAR).replace(/\s+/gu, ' ')
  if (SAYS.test(before) || SAID_BY.test(before)) return true
  if (UTTERED_BY.test(before)) return UTTERANCE.test(before)
  if (BY.test(before)) return IS_SAID.test(behind)
  if (LETS.test(before)) return KNOW.test(behind)
  const has = HAS.exec(before)
  if (has !== null) {
    const { before: start = '', dutch } = has.groups!
    if (dutch !== undefined && OTHER_SPEAKS.test(start)) return false
    return SPEAKS.test(behind) || (UTTERANCE.test(start + behind) && UTTERS.test(behind))
  }
  return OPENS.test(before) && SPOKE.test(behind)
}
