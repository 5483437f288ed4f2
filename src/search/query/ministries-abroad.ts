import { patternOf } from '../../text/pattern.ts'
import type { Stretch } from './stretch.ts'

/**
 * Ministries in the other languages of queries: the beginning of the name on documents, then the
 * German stem of the minister's title, and the name in German, French, Spanish, Turkish, Polish,
 * Ukrainian, Arabic, Frisian and Papiamentu.
 */
const NAMES = `
  buitenlandse zaken|außen|auswärtigen|affaires étrangères|asuntos exteriores|dışişleri|
    spraw zagranicznych|закордонних справ|الخارجية|bûtenlânske saken|asuntunan eksterior
  binnenlandse zaken|innen|inneren|intérieur|interior|içişleri|
    spraw wewnętrznych|внутрішніх справ|الداخلية|ynlânske saken|asuntunan interior
  financien|finanz|finanzen|finances|hacienda|maliye|
    finansów|фінансів|المالية|finânsjes|finansas
  defensie|verteidigungs|verteidigung|défense|defensa|savunma|
    obrony|оборони|الدفاع|definsje|defensa
  justitie|justiz|justiz|justice|justicia|adalet|
    sprawiedliwości|юстиції|العدل|justysje|hustisia
  volksgezondheid|gesundheits|gesundheit|santé|sanidad|sağlık|
    zdrowia|охорони здоров['’]я|الصحة|folkssûnens|salubridat
  onderwijs|bildungs|bildung|éducation|educación|eğitim|
    edukacji|освіти|التعليم|ûnderwiis|enseñansa
  landbouw|landwirtschafts|landwirtschaft|agriculture|agricultura|tarım|
    rolnictwa|сільського господарства|الزراعة|lânbou|agrikultura
  economische zaken|wirtschafts|wirtschaft|économie|economía|ekonomi|
    gospodarki|економіки|الاقتصاد|ekonomyske saken|asuntunan ekonómiko
  sociale zaken|sozial|soziales|affaires sociales|asuntos sociales|çalışma|
    spraw socjalnych|соціальної політики|الشؤون الاجتماعية|sosjale saken|asuntunan sosial
  infrastructuur|verkehrs|verkehr|infrastructures|infraestructuras|altyapı|
    infrastruktury|інфраструктури|البنية التحتية|ynfrastruktuer|infrastruktura
  klimaat|klima|klimaschutz|climat|clima|iklim|
    klimatu|клімату|المناخ|klimaat|klima
  asiel|migrations|asyl|asile|asilo|iltica|
    azylu|притулку|اللجوء|asyl|asilo
`
  .replaceAll(/\|\s+/gu, '|')
  .trim()
  .split('\n')
  .map((line) => line.trim().split('|'))

/** The offices that go with a ministry's names, in the order of the languages. */
function officesOf(names: readonly string[]): string {
  const [stem, de, fr, es, tr, pl, uk, ar, fy, pap] = names as Names
  return patternOf`
    ${stem}minister(?:in|iums?|s)?|minister(?:in|ium)?s? (?:der |des |für )?${de}
    |minist(?:re|ère) (?:de la |de l['’]|des |du |de )?${fr}
    |minist(?:ro|ra|erio) del? (?:la |los )?${es}
    |${tr} bakan(?:ı|lığı)n?(?:ın)?
    |minist(?:er|ra|rem|erstwo|erstwa|erka) ${pl}
    |міністр(?:а|ом|ка)? ${uk}|міністерств[оа] ${uk}
    |(?:وزيرة?|وزارة) ${ar}
    |minister(?:y|earje)? fan ${fy}
    |minist(?:er|erio) di ${pap}
  `
}

type Names = [string, string, string, string, string, string, string, string, string, string]

/** A group for each ministry. */
const pattern = new RegExp(
  `(?<!\\p{L})(?:${NAMES.map(([, ...names]) => `(${officesOf(names)})`).join('|')})(?!\\p{L})`,
  'giu',
)

/** What every office has in it, which Dutch and English queries seldom have. */
const HAS_OFFICE = /minist|bakan|міністр|وزي|وزا/iu

/** The ministries that a query names in a language other than Dutch and English. */
export function ministriesAbroad(query: string): (Stretch & { readonly ministry: string })[] {
  if (!HAS_OFFICE.test(query)) return []
  return [...query.matchAll(pattern)].map(({ index, 0: said, ...groups }) => {
    const nth = NAMES.findIndex((_, at) => groups[at + 1] !== undefined)
    return { start: index, end: index + said.length, ministry: NAMES[nth]![0]! }
  })
}
