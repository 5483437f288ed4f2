import { clitic } from './chunks.ts'
import { patternOf } from '../text/pattern.ts'

export const lets = '(?:laat|laten|liet|lieten)'
/** Verbs of two parts, "geeft … aan": the first, and the second. */
export const splitVerb = patternOf`
  (?:${lets}|geeft|geven|ga(?:f|ven)|merk(?:t|ten?)|voeg(?:t|den?)|licht(?:ten?)?|leg(?:t|den?)
  |houdt|hield(?:en)?|deel(?:t|den?)|vul(?:t|den?)|wijst|wijzen|wees|wezen)
`
export const particle = '(?:weten|aan|op|erop|(?:(?:daar|er)aan )?toe|uit|vol|mee|mede)'
export const verb = patternOf`
  (?:zegt|zeggen|zei|zeiden|schrijft|schrijven|schreef|schreven|antwoord(?:t|en|den?)
  |stel(?:t|len|den?)|meld(?:t|en|den?)|reage(?:ert|ren|erden?)|verklaar(?:t|den?)|verklaren
  |benadruk(?:t|ken|ten?)|bevestig(?:t|en|den?)|erken(?:t|nen|den?)|herhaal(?:t|den?)|herhalen
  |waarschuw(?:t|en|den?)|betoog(?:t|den?)|oordeel(?:t|den?)|verzeker(?:t|den?)|vervolg(?:t|de)
  |vind(?:t|en)|vond(?:en)?|(?:spreekt|sprak)(?= van )
  |noem(?:t|en|den?)(?=(?: [\p{L}.]{1,20}){0,4} (?:het|dit|dat|zoiets) )
  |conclude(?:ert|ren|erden?)|formule(?:ert|ren|erden?)|verwoord(?:t|den?)
  |(?:geeft|geven|gaf|gaven) (?:als|ten) antwoord|${lets} weten|says|said|writes|wrote|states
  |stated|replies|replied|answers|answered|tells|told|insists|insisted|notes|noted|stresses|stressed
  |confirms|confirmed|argues|argued)
`
/** The cabinet as a whole, and who answers other chambers and councils. */
export const cabinet = patternOf`
  (?:[Kk]abinet|[Rr]egering|(?:[Rr]ijkso|[Oo])verheid|[Mm]inisterraad|[Cc]abinet|[Gg]overnment)
`
export const council = patternOf`
  (?:[Cc]ollege|[Gg]emeente(?:bestuur)?|[Pp]rovincie|[Gg]edeputeerde [Ss]taten|B ?(?:&|en) ?W
  |[Bb]urgemeester en [Ww]ethouders|[Mm]unicipality)(?!\p{L})
`
export const office = patternOf`
  (?:[Dd]e |[Hh]et |[Tt]he (?:\p{Ll}{4,14} (?=minister))?|Dutch\x20
  |(?:[Jj]ustice|[Ff]inance|[Hh]ealth|[Ff]oreign|[Dd]efen[cs]e|[Ee]ducation|[Aa]griculture
  |[Cc]limate|[Hh]ousing|[Mm]igration|[Aa]sylum|[Ii]nfrastructure|[Pp]rime) (?=minister)
  |(?:[Oo]utgoing|[Cc]aretaker|[Ff]ormer|Nederlandse)\x20
  |(?:[Tt]oenmalig|[Dd]emissionair|[Vv]oormalig|[Vv]erantwoordelijk|[Nn]ieuw)e?\x20
  |[Vv]orige |[Hh]uidige |[Bb]etrokken |[Oo]ud-|[Ee]x-|\p{Lu}[\p{L}\d&]{1,20}-
  |\p{Lu}\p{Ll}{3,14} (?=Minister)){0,4}
  (?:(?:\p{L}{3,20})?minister|Minister|MINISTER|STAATSSECRETARIS
  |${cabinet}|${council}|[Mm]inistry|[Ss]taatssecretaris|[Pp]remier|[Bb]ewinds
  |[Mm]in\.(?= (?:van )?\p{Lu})|[Ss]tas\.|[Ss]tate [Ss]ecretary
  |(?:[Kk]amerl|[Ll])(?:id|eden)(?= (?:\p{Lu}|van )))
`
/** The apostrophe of "Van 't Hart", which no mark of a quotation is. */
const apostrophe = "(?<=[\\p{L} ])['‘’](?=t )|(?<=\\p{L})['’](?=\\p{L})"
export const officer = patternOf`${office}(?:[^"“”„«»‘’'?!:;\n]|${apostrophe}){0,150}?`
/** Words that open a sentence before a quotation and are not a name: `Ook: "…"`. */
export const opener = patternOf`
  (?:Ook|En|Maar|Of|Want|Dus|Verder|Daarnaast|Bovendien|Daarbij|Tevens|Voorts|Eerst|Daarna|Hij|Zij
  |Ze|Wij|We|Het|Dit|Dat|Er|Zie|Citaat|Namelijk|Also|And|But|Or|So|Moreover|Further|Then|First|He
  |She|They|We|It|This|That|See|Quote|Zoals|Daarin|Hierin
  |Daarover|Hierover|Ja|Nee|Yes|No|Vervolgens|Daarop|Hierop|Desgevraagd|Inmiddels|Later|Eerder|Toen
  |Nu|Zo|Toch|Opnieuw|Gisteren|Vandaag|Onlangs|Uiteindelijk|Aanvankelijk|Overigens|Intussen
  |Ondertussen|Nadien|Aan|Bij|Met|Na|Namens|Over|Tegen|Tijdens|Via
  |(?:Maan|Dins|Woens|Donder|Vrij|Zater|Zon)dag)
`
/** In "J.P.", "Th." and "St.Jan" the full stop is the name's. */
const inName = "(?:[\\p{L}'’-]|\\.(?=\\p{L})|(?<=\\p{Lu}h?r?)\\.)"
export const name = patternOf`
  (?!${opener}(?![\p{L}.'’-]))(?:van (?:de[nr]? )?)?\p{Lu}${inName}{1,40}
  (?: (?:van |de |der |den |ten |ter |in |'t ){0,4}\p{Lu}${inName}{0,40}){0,4}(?<!['’])
  (?: ?\([^()\n]{1,80}\))?
`
export const names = `${name}(?: (?:en|and) ${name})?`
/** What somebody is besides: ", diëtist", ", nu fractievoorzitter", ", hoogleraar in Leiden" */
export const besides = patternOf`
  , (?:(?:toen|destijds|nu|inmiddels|thans|now|then) )?\p{Ll}{4,30}
  (?: (?:van|bij|in|of|at) (?:de |het |the )?\p{Lu}[\p{L}\d&-]{1,30}){0,2}
`
/** "Ruben Zand, minister van Defensie", "Hugo de Zand (DDD), toen minister", "Ada Bos, diëtist" */
export const someone = patternOf`
  (?:[Dd]e heer |[Mm]evrouw |(?:[Dd]hr|[Mm]w)\. )?${names}
  (?:, (?:toen |destijds |nu |inmiddels |nog ){0,2}${officer}|${besides}(?=\.?$))?
`
export const person = `(?<person>${officer}|${someone})`
/** An office or a name alone, without when and where: "de minister van Defensie", "Van Weel". */
export const titled = patternOf`
  (?<person>${office}\p{Ll}{0,12}(?:-\p{L}{1,20})?(?: (?:(?:van|voor|of) )?${names}){0,2}|${names})
`
/** After half a name: " de Zand" behind "Hugo" */
export const restOfName = "(?! (?:(?:van|de|der|den|ten|ter|in(?= 't)|'t) ){1,4}\\p{Lu})"
/** "to parliament", "MPs on Monday", "aan de Kamer" */
export const hearers = patternOf`
  (?:the |de )?(?:Dutch |Tweede )?(?:[Pp]arliament|House|MPs|Kamer|Kamerleden)(?!\p{L})
`
export const listener = patternOf`
  (?: (?:to |aan )?${hearers})?(?: (?:on|op) \p{L}{3,10})?
  (?: in (?:an? |his |her |their )?(?:written )?(?:letter|reply|response|answer)
  (?: to (?:the )?(?:\p{L}{3,15} ?){1,3})?)?
`
/** "woensdag in de Volkskrant", "eerder deze week", "op 3 mei": what may stand before a name */
export const adverbs = patternOf`
  (?: (?:ook|eerder|later|onlangs|toen|nu|daarop|zelf|al|gisteren|eergisteren|vandaag|van(?:morgen
  |ochtend|middag|avond)|(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:ochtend|middag|avond)?
  |(?:deze|vorige|afgelopen) (?:week|maand)|(?:dit|vorig) jaar|op \d{1,2} \p{Ll}{3,9}(?: \d{4})?
  |(?:in|op|bij|tegen|tegenover) (?:de |het )?(?:\p{Lu}[\p{L}\d]{1,20}(?= \p{L})|krant|radio
  |televisie)
  |in een (?:\p{Ll}{4,12} )?(?:brief|kamerbrief|interview|debat|reactie)
  )){0,4}?
`
export const publication = patternOf`
  (?:[Aa]ntwoord(?:en)?|[Aa]ntw\.?|[Vv]raag|[Vv]ragen|[Vv]r\.|[Bb]eantwoording
  |[Qq]uestions?|[Aa]nswers?
  |[Kk]amerstuk(?:ken)?|[Aa]anh(?:angsel|\.)|[Hh]andelingen|[Kk]amervragen|[Kk]amerbrief|[Bb]rief)
`
/** The beginnings of the months' names, Dutch and English. */
export const months = 'jan feb mrt|maa|mar apr mei|may jun jul aug sep okt|oct nov dec'.split(' ')
/** "3 mei 2021", "mei 2021", "3-5-2021", "2021" */
export const dated = patternOf`
  (?:(?:\d{1,2} )?(?:${months.join('|')})\p{Ll}{0,6}\.? |\d{1,2}[-/.]\d{1,2}[-/.])?(?:19|20)\d\d
`
export const pronoun = '(?:hij|zij|ze|he|she|they)'
export const otherVerb = '(?:\\p{Ll}{2,14}(?:t|te|de)|riep|sprak|vroeg)'
/** Verbs of somebody who does not say what is quoted. */
export const denies = patternOf`
  (?:(?:ontken|betwist|weerleg|weersprak|verwerp|zwijg|zweeg)\p{Ll}{0,3}|bestrijdt|weerspreekt
  |spreekt tegen)
`
/** Words with the ending of a verb that join or deny: `"…", met minister Zand` */
export const joins = patternOf`
  (?:met|uit|tot|want|wordt|werd|moet|moest|krijgt|kreeg|hoort|niet|naast|omtrent|mede|beide
  |${denies})
`
/** "Dat zegt", "Zo antwoordt", behind the sentence */
export const pointing = '(?:[Dd](?:at|it) |[Zz]o )?'
export const sayer = '(?:[Aa]ldus|[Dd]ixit|volgens|according to|zo)'
export const opening = patternOf`(?:["“„«]|(?<!\p{L})[‘'](?!${clitic}))`
export const closing = patternOf`(?:["”“»’]|(?<=\S)'(?!\p{L}))`
/** The end of a quote, in marks or without. */
export const said = `(?:${closing}|[\\p{L}\\d%])[.,;]?`
/** The same where a sentence ends. */
export const ended = `(?:${closing}[.,;]?|[.!?…])`
export const dash = '(?:[–—―~-]|--)'
/** "zie het", "bron:", before the answer that a quote cites. */
export const see = patternOf`
  (?:(?:[Zz]ie(?: ook)?|[Bb]ron:?|[Ss]ource:?|[Vv]gl\.|[Cc]f\.|[Uu]it|[Ii]n) )?(?:het |de )?
`
