import type { Minister, Located } from '../domain/document.ts'
import { KAMER_NUMBER } from '../domain/publication.ts'
import { publicationSeries } from '../domain/publication-label.ts'
import { answerLabel, askersLabel, officialNumber } from './parliamentary.ts'
import { answerPageHref } from '../wire/links.ts'
import { plainLine } from '../text/plain.ts'
import { ministerLabel } from '../domain/names.ts'

/** The author: a person, as far as the document names them, or an office without a name. */
export type Author =
  | {
      readonly kind: 'person'
      /** "D.M."; documents seldom give them */
      readonly initials: string | null
      /** "van der", in lower case */
      readonly particle: string | null
      readonly family: string
    }
  | { readonly kind: 'office'; readonly name: string }

/**
 * An answer, or one paragraph of it, as a citable work: the source of all formats. Each text is a
 * plain line (`plainLine`), so that a format has only its own special characters to escape.
 */
export interface CitedWork {
  /** of the answer or the paragraph: "2022D35172.7" */
  readonly id: string
  readonly authors: readonly Author[]
  /** "Antwoord op vraag 7 van het lid Sjoerdsma (D66) over het bericht dat …" */
  readonly title: string
  /** "antwoord op vraag 7, alinea 2" */
  readonly place: string
  /** `YYYY-MM-DD`; null if the document does not say */
  readonly answered: string | null
  /** "Aanhangsel Handelingen II 2021/22, nr. 3958", else the document's id */
  readonly source: string
  readonly number: OfficialNumber
  readonly publisher: string
  /** the official page if one exists, else this server's */
  readonly url: string
}

/** The Kamer's number of the document; an id that is a file's name is not a number. */
type OfficialNumber =
  | { readonly kind: 'publication'; readonly series: string; readonly number: string }
  | { readonly kind: 'document'; readonly number: string }
  | { readonly kind: 'none' }

/** The publisher of written answers and of their annex to the Handelingen. */
const PUBLISHER = 'Tweede Kamer der Staten-Generaal'

/**
 * An answer as a work; `paragraph` counts from 1 and is null for the whole answer. `origin` is the
 * public origin of this server: "https://antwoorden.example.nl".
 */
export function citedWork(
  { document, answer }: Located,
  { paragraph, origin }: { paragraph: number | null; origin: string },
): CitedWork {
  const { title, askers, ministers, answered, url } = document
  const label = answerLabel(answer) + (paragraph === null ? '' : `, alinea ${paragraph}`)
  const subject = [
    label,
    ...(askers.length === 0 ? [] : [`van ${askersLabel(askers)}`]),
    ...(title === '' ? [] : [`over ${isQuestion.test(title) ? `«${title}»` : title}`]),
  ]
  const page = answerPageHref(document.id, answer) + (paragraph === null ? '' : `-p${paragraph}`)
  return {
    id: plainLine(paragraph === null ? answer.id : `${answer.id}.p${paragraph}`),
    authors: ministers.map(authorOf),
    title: plainLine(subject.join(' ')),
    place: label.charAt(0).toLowerCase() + label.slice(1),
    answered,
    source: plainLine(officialNumber(document)),
    number: numberOf(document),
    publisher: PUBLISHER,
    url: plainLine(url ?? origin + page),
  }
}

/** A title for want of another one: the beginning of the first question, "Kunt u zeggen of …". */
const isQuestion = /[…?]$/

function numberOf({ id, publication }: Located['document']): OfficialNumber {
  if (publication !== null) {
    const series = publicationSeries(publication)
    return { kind: 'publication', series, number: String(publication.number) }
  }
  return OF_KAMER.test(id) ? { kind: 'document', number: id } : { kind: 'none' }
}

const OF_KAMER = new RegExp(`^${KAMER_NUMBER}$`)

/** Particles before a Dutch surname; the longer ones first. */
const PARTICLES = [
  ...['in het', "in 't", 'op den', 'op de', 'uit den', 'uit de'],
  ...['van den', 'van der', 'van de', 'van het', "van 't", 'van', 'von'],
  ...['de', 'den', 'der', 'het', "'t", 'ter', 'ten', 'te'],
]

function authorOf(minister: Minister): Author {
  if (minister.name === null) return { kind: 'office', name: plainLine(ministerLabel(minister)) }
  const name = plainLine(minister.name)
  // "D.M. van Weel"
  const initials = /^(?:\p{Lu}\.\s?)+(?=\S)/u.exec(name)?.[0] ?? ''
  const surname = name.slice(initials.length)
  // "Van Weel": a name on its own begins with a capital.
  const small = surname.toLowerCase().replaceAll('’', "'")
  const particle = PARTICLES.find((each) => small.startsWith(`${each} `)) ?? null
  return {
    kind: 'person',
    initials: initials === '' ? null : initials.replace(/\s/g, ''),
    particle,
    family: particle === null ? surname : surname.slice(particle.length + 1).trim(),
  }
}
