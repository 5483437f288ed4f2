import { concerns, letterOf, type QuestionNumber } from '../../domain/question-number.ts'
import type { Catalogue } from '../corpus/catalogue.ts'
import { isFunctionWord } from './function-words.ts'
import { readReference } from './reference.ts'
import { fold, wordsOf } from '../../text/words.ts'

/** Where a query says that the answer stands. */
export interface Named {
  /** the pairs that answer the numbers named, in the index's order; null where no number is named */
  readonly pairs: readonly number[] | null
  /** the documents named; null where none is */
  readonly documents: ReadonlySet<string> | null
  /** the query without the names, empty where nothing but function words is left */
  readonly rest: string
}

/** "nr. 3958", "Aanhangsel 3958": a document by its number in the Appendix to the Proceedings. */
const PUBLICATION =
  /(?<!\p{L})(?:aanhangsel|appendix|nummer|number|nr|no)(?:\s+(?:nr|no))?\.?\s+(?<number>\d{1,5})(?!\p{L}|\d)/giu

/** Reads the question numbers and documents that a query names. */
export function createNaming({ documents, pairs }: Catalogue): (query: string) => Named {
  const idOf = new Map(documents.map(({ id }) => [id.toLowerCase(), id]))
  const idsOfPublication = Map.groupBy(
    documents.filter(({ publication }) => publication !== null),
    ({ publication }) => publication!.number,
  )

  return (query) => {
    const reference = readReference(query)
    const named = new Set<string>()
    const rest = withoutPublications(reference?.rest ?? query, named).replace(/\S+/gu, (word) => {
      const id = idOf.get(word.toLowerCase().replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, ''))
      if (id !== undefined) named.add(id)
      return id === undefined ? word : ' '
    })
    const ownDocuments = named.size === 0 ? null : named
    return {
      documents: ownDocuments,
      pairs: reference === null ? null : numbered(reference.numbers, ownDocuments),
      rest: hasTopic(rest) ? rest.trim() : '',
    }
  }

  /** The pattern takes long to be made ready: few queries name a number, and the first one should not wait for it. */
  function withoutPublications(text: string, named: Set<string>): string {
    if (!/\d/u.test(text)) return text
    return text.replace(PUBLICATION, (words, number: string) => {
      const published = idsOfPublication.get(Number(number)) ?? []
      for (const { id } of published) named.add(id)
      return published.length > 0 ? ' ' : words
    })
  }

  function numbered(
    numbers: readonly QuestionNumber[],
    inDocuments: ReadonlySet<string> | null,
  ): number[] {
    const within = [...pairs.keys()].filter(
      (index) => inDocuments === null || inDocuments.has(pairs[index]!.document.id),
    )
    const answers = (index: number, isMeant: (number: QuestionNumber) => boolean): boolean =>
      pairs[index]!.answer.numbers.some(isMeant)
    // "vraag 2b" is answered as a whole only where no document answers it by itself.
    const printed = within.filter((index) => answers(index, (number) => numbers.includes(number)))
    if (printed.length > 0 && numbers.every((number) => letterOf(number) !== '')) return printed
    return within.filter((index) =>
      answers(index, (number) => numbers.some((each) => concerns(each, number))),
    )
  }
}

function hasTopic(text: string): boolean {
  return wordsOf(text).some(({ text: word }) => !isFunctionWord(fold(word)))
}
