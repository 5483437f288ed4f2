/**
 * Words and phrases that reverse a statement, make it conditional or partly take it back: closed
 * classes of Dutch and English grammar, and the verbs of denial. A word before "*" stands for all
 * that begin with it.
 */
const reservations = split(`
  niet geen geenszins geenerlei niemand niets niks niemendal nooit nimmer nergens noch evenmin
  zonder nee neen nauwelijks amper zelden allerminst allesbehalve onvoldoende uitgesloten onmogelijk
  onjuist onwaar onterecht onwenselijk ongewenst verboden tegendeel
  ontken* betwist* weerspreek* weersproken betwijfel* twijfel* bestrijd* verwerp* weiger*
  verhinder* beweer* aldus
  mits tenzij zolang indien ingeval zodra totdat alvorens voordat
  alleen enkel slechts uitsluitend louter
  hooguit hoogstens deels gedeeltelijk grotendeels merendeels hoofdzakelijk overwegend enigszins
  tijdelijk uitzondering* uitsluiting kanttekening* aanteken* weliswaar
  voorwaard* voorbehoud afhankelijk vooropgesteld behalve behoudens uitgezonderd daargelaten
  voorzover inzoverre
  maar echter evenwel hoewel ofschoon alhoewel niettemin desondanks desalniettemin tenminste althans
  ondanks doch hoezeer
  wellicht misschien mogelijk mogelijkerwijs vermoedelijk waarschijnlijk vooralsnog voorlopig
  vooreerst voorshands eventueel denkbaar desnoods idealiter exclusief voorbarig
  alsof schijnt schijnen schijnbaar ogenschijnlijk misverstand onzin
  zogenaamd zogenaamde zogeheten vermeend vermeende
  not no never none nobody nothing nor neither without cannot unless provided if only except
  before however but hardly barely rarely seldom although though albeit perhaps possibly reportedly
  allegedly pending assuming until partly
`)

export const words: ReadonlySet<string> = new Set(
  reservations.filter((word) => !word.endsWith('*')),
)
export const stems = reservations
  .filter((word) => word.endsWith('*'))
  .map((word) => word.slice(0, -1))

/** Words that oppose those before them, so that only a quote of the latter drops them. */
export const contrasts: ReadonlySet<string> = new Set(
  split('maar doch echter evenwel niettemin desondanks desalniettemin but however'),
)

/**
 * Introductions to somebody else's claim, or to something unknown: "de bewering dat het kabinet te
 * traag handelt", "de kans dat het misgaat". A minister who "is van mening dat" speaks for himself.
 */
const claims = split(`
  bewering stelling suggestie aanname veronderstelling verwijt indruk idee gerucht gedachte
  uitspraak beeld theorie hypothese vermoeden verdenking beschuldiging aantijging claim kritiek
  mythe fabel misverstand vrees angst hoop verwachting kans risico gevaar mogelijkheid scenario
`)

/** Words that leave open what follows "of": "ik onderzoek of het kabinet faalt". */
const open = split(`
  vraag onderzoek onderzoeken onderzocht bezien bekijk bekijken bekeken kijken nagaan nagegaan weet
  weten afwachten beoordelen beoordeeld toetsen bepalen overwegen verkennen onzeker onduidelijk
  onbekend vraagt vragen vroeg vroegen
`)

/** Verbs whose "dat" introduces a hope or a guess, even the minister's own. */
const expected = split(`
  verwacht verwachten hoop hoopt hopen vermoed vermoedt vermoeden vrees vreest vrezen aangenomen
  uitgaande
`)

/** Verbs whose "dat" introduces others' words: "critici stellen dat het kabinet faalt". */
export const reports: ReadonlySet<string> = new Set(
  split(`
    stelt stellen stelde stelden denkt denken dacht dachten meent menen meende vindt vinden vond
    vonden zegt zeggen zei zeiden claimt claimen suggereert suggereren gelooft geloven
    antwoordt antwoordde antwoordden schrijft schrijven schreef schreven meldt melden
    meldde meldden verklaart verklaren verklaarde verklaarden concludeert concluderen concludeerde
    concludeerden constateert constateren constateerde constateerden oordeelt oordelen oordeelde
    oordeelden betoogt betogen betoogde betoogden waarschuwt waarschuwen waarschuwde waarschuwden
    rapporteert rapporteren rapporteerde rapporteerden
  `),
)

/** The same with a particle: "de politie liet mij weten dat". */
export const particles: ReadonlyMap<string, string> = new Map([
  ...split('geeft geven gaf gaven').map((verb) => [verb, 'aan'] as const),
  ...split('laat laten liet lieten').map((verb) => [verb, 'weten'] as const),
])

/** Their participles, after "heeft" or "door": "de politie heeft gemeld dat". */
export const participles: ReadonlySet<string> = new Set(
  split(`
    gesteld gezegd geantwoord geschreven gemeld verklaard geconcludeerd geconstateerd geoordeeld
    betoogd gewaarschuwd gerapporteerd aangegeven meegedeeld medegedeeld toegezegd benadrukt
  `),
)

/** Phrases that say more than their words. */
const allPhrases = [
  ...claims.map((noun) => `${noun} dat`),
  ...open.map((verb) => `${verb} of`),
  ...expected.map((verb) => `${verb} dat`),
  ...split('believe believes hope hopes claim claims allege alleges').map((verb) => `${verb} that`),
  ...split('als wanneer indien nadat').map((when) => `pas ${when}`),
  ...split('dat om na nadat wanneer als indien met').map((what) => `dan ${what}`),
  ...['anders dan', 'other than'],
  ...['eerst nadat', 'in principe', 'in beginsel', 'in principle'],
  ...['als zou', 'als zouden', 'zou kunnen', 'zouden kunnen', 'zou betekenen', 'zou inhouden'],
  ...['voorkomen dat', 'voorkomt dat', 'voorkom dat', 'uit dat', 'kan zijn dat'],
  ...['voor zover', 'in zoverre', 'voor zolang', 'naar verwachting', 'naar verluidt'],
  ...[
    'lijkt erop',
    'lijken erop',
    'leek erop',
    'lijkt het',
    'lijkt alsof',
    'lijkt te',
    'lijken te',
  ],
  ...['laat aanzien', 'naar ik', 'zover mij', 'zover bekend', 'gegeven dat', 'op papier'],
  ...['af van', 'af dat', 'tegen dat', 'afstand van', 'ben tegen', 'is tegen', 'zijn tegen'],
  ...['weinig reden', 'weinig aanleiding', 'weinig grond', 'weinig noodzaak', 'weinig kans'],
  ...['kort door', 'lucht gegrepen', 'na instemming', 'na goedkeuring', 'na akkoord'],
  ...['met instemming', 'met goedkeuring'],
  ...['in theorie', 'in plaats van', 'afgezien van', 'ten dele', 'tot nader order'],
  ...['tot op heden', 'tot voor kort', 'tot dusver', 'tot dusverre', 'tot nog toe'],
  ...['tot nu toe', 'tot dan', 'tot die tijd', 'tot dat moment', 'tot op zekere hoogte'],
  ...['gesteld dat', 'ware het', 'zij het met', 'zij het onder', 'zij het dat'],
  ...['in het geval', 'in geval van', 'met dien verstande', 'uitgaande van', 'in afwachting van'],
  ...['onder protest', 'waar nodig', 'zo nodig', 'bij voldoende', 'bij instemming'],
  ...['bij goedkeuring', 'in mindere mate', 'in beperkte mate', 'in zekere mate', 'min of meer'],
  ...['voor een deel', 'voor een groot deel', 'voor een klein deel', 'voor een belangrijk deel'],
  ...['voor het grootste deel', 'voor het overgrote deel', 'of minder', 'of meer'],
  ...['in de ogen van', 'naar de mening van', 'naar het oordeel van', 'naar eigen zeggen'],
  ...['as long as', 'so long as', 'subject to', 'on condition', 'on the condition'],
  ...['the exception of', 'in the event', 'at most'],
].map(split)

/** The phrases by their first word. */
export const phrases = Map.groupBy(allPhrases, ([first]) => first!)

/** Words that mean "about", "at most", "some", "possible" or "less" of what comes right after. */
export const limits = [
  ...['maximaal', 'minimaal', 'ongeveer', 'circa', 'bijna', 'vrijwel', 'ruim', 'ten hoogste'],
  ...['ten minste', 'minder dan', 'meer dan', 'naar schatting', 'nagenoeg', 'grofweg', 'minstens'],
  ...['rond de', 'op zijn hoogst', 'op zijn minst', 'een kleine', 'tot wel', 'hoger dan'],
  ...[
    'minder',
    'mogelijke',
    'eventuele',
    'potentiele',
    'vermoedelijke',
    'less',
    'fewer',
    'possible',
    'potential',
    'gemiddeld',
    'meestal',
    'doorgaans',
    'veelal',
    'soms',
    'on average',
    'usually',
    'sommige',
    'enkele',
    'weinig',
    'een aantal',
    'een deel van de',
    'de helft van de',
    'some',
    'few',
  ],
  ...[
    'een minderheid van',
    'min',
    'minus',
    'lager dan',
    'at most',
    'at least',
    'about',
    'nearly',
    'up to',
    'more than',
    'less than',
  ],
].map(split)

function split(text: string): string[] {
  return text.trim().split(/\s+/)
}
