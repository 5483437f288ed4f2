import type { QueryLanguage } from '../../text/language.ts'
import { fold } from '../../domain/fold.ts'

/** The words of a language by which follow-ups are recognised. */
interface ForeignWords {
  /** articles, prepositions, question words, auxiliaries and other words without a topic */
  readonly closed: ReadonlySet<string>
  /** words that refer to something said before */
  readonly standsFor: ReadonlySet<string>
}

/** Languages other than Dutch and English, whose words are in function-words.ts. */
export const FOREIGN: ReadonlyMap<QueryLanguage, ForeignWords> = new Map([
  [
    'de',
    words(
      `und aber oder auch der die das den dem des ein eine einen einem einer in im an am auf aus
      bei mit nach von vom zu zum zur über unter für gegen ohne um vor wer was wann wo warum
      wieso weshalb wie wieviel viel viele welche welcher welches ist sind war waren wird werden
      wurde wurden hat haben hatte kann können könnte muss müssen soll sollen darf dürfen will
      wollen nicht kein keine ja nein schon noch nur so denn dann da es man ich wir sie er ihr
      mehr weniger geht gibt kostet bezahlt dauert lange passiert macht tut bedeutet heißt seit
      bis ab während zwischen jahr jahre jahren als durch sich laut beim wegen dass welchen gilt
      gelten eines oft steht wenn statt kommt ihre lässt tun alle trotz pro etwa sein immer mein
      meine meinen meiner meinem dein deine unser unsere unseren sondern gern hier dort damit
      sehr wohl mich dich uns euch bin bist seid hast habe werde`,
      `dagegen dafür davon daran damit darüber darauf darin dabei dazu sie ihnen ihm ihn er dieser
      diese dieses diesen
      diesem jene denen deren dessen dort`,
    ),
  ],
  [
    'fr',
    words(
      `et mais ou aussi le la les l un une des du de d à au aux en dans sur sous par pour contre
      avec sans chez entre qui que quoi quel quelle quels quelles quand où pourquoi comment
      combien est sont était étaient sera seront a ont avait peut peuvent doit doivent faut va
      vont fait ne n pas non oui déjà encore plus moins si se s on je nous vous t il y coûte
      paie dure longtemps qu ce c depuis avant après pendant jusqu an ans année années selon
      trop comme lors être vers face auprès été avoir eu même mêmes peu parce maintenant faire
      font cette mon ma mes notre nos votre vos tout tous toute toutes très bien`,
      'cela ça celui celle ceux celles ils elles elle lui leur leurs son sa ses ceci ces ' +
        'cette cet y',
    ),
  ],
  [
    'es',
    words(
      `y e pero o también el la los las un una unos unas de del a al en con sin por para contra
      sobre entre quién quien quiénes qué que cuál cuáles cuándo dónde cómo cuánto cuántos
      cuánta es son era eran será fue fueron ha han había puede pueden debe deben hay va van
      hace no sí ya aún más menos si se me nos cuesta paga dura tiempo pasa desde hasta antes
      después durante año años tiene tienen está según tras ante cuántas mi solo otro otra mis
      tu tus nuestro nuestra muy todo todos toda todas cada ser estar`,
      `eso esto ese esa esos esas este estos estas ellos ellas ello ella les le lo su sus allí`,
    ),
  ],
  [
    'tr',
    words(
      `ve ama peki ya veya da de ki mi mı mu mü bir bu ne neden niçin niye nasıl kim kaç kadar zaman
      nerede hangi için ile gibi var yok değil evet hayır daha çok az olur oldu olacak olmasın
      olmaz midir mıdır önce sonra beri yıl yılı yılında yıllarda göre ediyor ediliyor nedir
      olarak yapıyor yapılıyor zorunda fazla veriyor alıyor hâlâ tek ek yeniden konusunda neler
      yüzünden karşı geri her en hiç ben sen biz siz benim senin bizim sizin çünkü`,
      'bu bunu buna bunun bunlar bunları bunların o onu ona onun onlar onları onların onlara ' +
        'bundan ondan orada şunu',
    ),
  ],
  [
    'pl',
    words(
      `i a ale lub też w we z ze na do od dla przy przez po o u pod nad przed bez kto co kiedy
      gdzie dlaczego czemu jak ile jaki jaka jakie jakich czy jest są był była było były będzie
      będą ma mają miał może mogą musi muszą nie tak już jeszcze tylko więcej mniej się to
      kosztuje płaci trwa długo dzieje rok roku za wobec ilu robi by można które niż gdy chce
      nadal poza według zostanie zostaną skoro mimo jakim zamiast wśród przeciw powodu wszyscy
      wszystko jednak bardzo mój moja moje nasz nasza każdy sobie jako`,
      `to tego temu tym ten ta te tych nich im ich jego jej je go ją on ona oni one tam tamto`,
    ),
  ],
  [
    'uk',
    words(
      `і й та а але або теж також в у з зі на до від для при через по о під над перед без хто що
      коли де чому навіщо як скільки який яка яке які яких чи є був була було були буде будуть
      має мають може можуть мусить не ні так вже ще тільки більше менше коштує платить триває
      довго після рік року році за щодо із якщо можна проти щоб яку наскільки ніж лише немає
      робить роблять часто знову біля ви про між серед крім багато все всі дуже мій моя моє наш
      наша кожен тому`,
      'це цього цьому цим ці цих їх їм їхній їхні його її він вона вони воно там того тому ' +
        'тим ті тих',
    ),
  ],
  [
    'ar',
    words(
      `و أو لكن في من إلى على عن مع بدون بين هل ما ماذا لماذا متى أين كيف كم أي هو هي كان كانت
      يكون لا ليس نعم قد لم لن إن أن ولماذا ومتى وكيف وكم وماذا وهل ومن وفي منذ قبل بعد خلال عام
      العام سنة التي الذي الذين غير يمكن عند بسبب ضد بشأن دون يجوز عبر لدى حول إذا أكثر بلا خارج
      أم كل جدا لكل كلها`,
      'هذا هذه ذلك تلك هؤلاء أولئك هم هي هو ذلك لهم لها له فيه فيها عنه عنها منه منها بها به ' +
        'عليهم ضدها ضده',
    ),
  ],
  [
    'fy',
    words(
      `en mar of ek de it in op by mei fan foar nei út yn om te tsjin oer ûnder sûnder wa wat
      wannear wêr wêrom hoe hoefolle hokker hokfoar is binne wie wienen wurdt wurde hat hawwe
      hie kin kinne moat moatte meie sil sille wol net gjin ja nee al noch mear minder dan as ik
      wy jo jim men kostet betellet duorret lang bart docht dogge sûnt tusken jier jierren oan
      troch dy't neffens stiet syn hâldt oft faak no't lykas sels sa no jout alle ta giet komt
      us bist juster ús myn`,
      'dêr dêrby dêrfan dêrmei dêrfoar dêrtsjin dêroer dêrop dêryn har harren se hja hy him ' +
        'dy dizze dit dat dêroan',
    ),
  ],
  [
    'pap',
    words(
      `i ma òf tambe e un di na pa ku den riba serka kontra sin entre ken kiko ki ora kuando unda
      pakiko dikon kon kuantu kua ta tabata lo a tin tabatin por mester no sí ya ainda mas ménos
      si nos mi bo bosnan kosta paga dura desde promé despues aña añanan hasi bai keda tokante
      wordu pasa segun muchu otro ke bira kaba tur mes`,
      `esaki esei esakinan eseinan nan e el dje djesei ei aya`,
    ),
  ],
])

/** What stands around a year that only says when: "im Jahr 2023", "w 2023 roku". */
const IN_YEAR = setOf(
  `in im jahr jahre en l an année el año yılı yılında w we roku в у році рік في عام العام سنة yn it
  jier na aña`,
)

/** Whether a word of such a language may stand around a year that only says when. */
export function isInYear(word: string): boolean {
  return IN_YEAR.has(fold(word))
}

/** Verbs of saying, and who says it: these may go with any subject. */
const OF_ANY_SUBJECT = setOf(
  `sagt sagen sagte meint denkt hält regierung bundesregierung minister ministerin kabinett staat
  antwort frage weiß wissen gesagt bekannt information informationen politik dit disent pense
  pensent gouvernement ministre cabinet état réponse question sait savoir informations politique
  dice dicen piensa opina gobierno ministro ministra gabinete estado respuesta pregunta dicho sabe
  información informaciones política diyor diyorlar düşünüyor hükümet hükümetin hükümeti bakan
  bakanlık hakkında kabine bilgi bilgiler politika politikası mówi mówią sądzi rząd rządu rządem
  ministrowie gabinet wiadomo informacje polityka تقول يقول الحكومة الوزير الوزيرة معلومات سياسة
  каже говорить думає уряд уряду міністр кабінет кабінету міністрів міністри урядом відомо
  інформація політика seit tinkt fynt regear kabinet ynformaasje belied bisa pensa gobièrnu
  gobiernu`,
)

/** Whether a word of such a language names no subject. */
export function isGeneralIn(language: QueryLanguage, word: string): boolean {
  const foreign = FOREIGN.get(language)
  if (foreign === undefined) return false
  const folded = fold(word)
  return foreign.closed.has(folded) || foreign.standsFor.has(folded) || OF_ANY_SUBJECT.has(folded)
}

function words(closed: string, standsFor: string): ForeignWords {
  return { closed: setOf(closed), standsFor: setOf(standsFor) }
}

/** The words of a text, without accents and in lower case as `fold` makes them. */
export function setOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/u).map(fold))
}
