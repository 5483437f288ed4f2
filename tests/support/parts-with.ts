import type { SourceDocument } from '../../src/domain/document.ts'
import type { Lexicon } from '../../src/embed/embed.ts'
import { readPartWords, writePartWords, type PartWords } from '../../src/format/part-words.ts'
import { rememberingStems } from '../../src/search/corpus/build.ts'
import { partWordsBuilder } from '../../src/search/corpus/part-words.ts'
import { loweringBits } from '../../src/search/signals/lowering-bits.ts'

/** The words of documents, in parts of so many documents, as an index has them. */
export function partsWith(
  documents: readonly SourceDocument[],
  lexicon: Lexicon | null,
  size: number,
): PartWords[] {
  const parts: PartWords[] = []
  for (let from = 0; from < documents.length; from += size) {
    const builder = partWordsBuilder(lexicon, {
      ...{ stemsOf: rememberingStems(), bitsOf: loweringBits },
    })
    for (const document of documents.slice(from, from + size)) builder.add(document)
    parts.push(readPartWords(writePartWords(builder.finish())))
  }
  return parts
}
