import { ENGLISH_MONTHS, MONTHS, SHORT_MONTHS } from '../../domain/months.ts'

const SHORT_ENGLISH = 'jan feb mar apr may jun jul aug sept oct nov dec'

/** The numbers of the months by their Dutch and English names. */
export const MONTH_NUMBERS = numbered([
  MONTHS,
  ENGLISH_MONTHS.map((name) => name.toLowerCase()),
  wordsOf(SHORT_ENGLISH),
  SHORT_MONTHS,
])

/** The same by their names in the other languages of queries, the dates of which need a year. */
export const MONTHS_ABROAD = numbered(
  [
    'januar februar märz april mai juni juli august september oktober november dezember',
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
    `stycznia lutego marca kwietnia maja czerwca
    lipca sierpnia września października listopada grudnia`,
    `styczeń luty marzec kwiecień maj czerwiec
    lipiec sierpień wrzesień październik listopad grudzień`,
    'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
    `січень лютий березень квітень травень червень
    липень серпень вересень жовтень листопад грудень`,
    'січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні',
    'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
    `jannewaris febrewaris maart april maaie juny
    july augustus septimber oktober novimber desimber`,
    'yanüari febrüari mart aprel mei yüni yüli ougùstùs sèptèmber òktober novèmber desèmber',
  ].map(wordsOf),
)

function wordsOf(text: string): string[] {
  return text.split(/\s+/u)
}

function numbered(names: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(names.flatMap((each) => each.map((name, at) => [name, at + 1] as const)))
}
