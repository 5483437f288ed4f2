import { AppError } from '../../domain/errors.ts'
import { takeAccount } from '../extraction/account.ts'
import type { Extracted } from '../extraction/extraction.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { createTextBuilder } from '../extraction/text-builder.ts'
import { heldByWord } from './word/all-text.ts'
import { openPackage } from './word/package.ts'
import { writeWord } from './word/write-word.ts'
import { openZip } from '../extraction/zip.ts'

/**
 * The text of a Word document as Word shows it: one line per paragraph, preceded by its number;
 * notes at the end after their marks; deleted and hidden text left out. Throws
 * `unreadable_document` if the file is not a Word document.
 */
export function extractDocx(bytes: Uint8Array, fileName: string): Extracted {
  const word = openPackage(openZip(bytes, fileName), fileName)
  const builder = createTextBuilder('\n\n')
  writeWord(word, builder)
  const { text, layout, made } = builder.finish()
  if (text === '') {
    throw new AppError(
      'unreadable_document',
      `${fileName} cannot be read: it has no text; if its pages are pictures, recognise them first`,
    )
  }
  return {
    format: 'docx',
    text,
    extractor: `saxes ${packageVersion('saxes')}`,
    pages: [],
    layout,
    identifier: null,
    matters: [],
    account: takeAccount(text, made, heldByWord(word)),
  }
}
