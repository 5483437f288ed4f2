import { given } from '../domain/optional-fields.ts'
import { sha256 } from '../domain/digest.ts'
import type { SourceDocument } from '../domain/document.ts'
import { wrongLetters } from './extraction/wrong-letters.ts'
import { AppError } from '../domain/errors.ts'
import { extract, type Extracted } from './formats/extract.ts'
import type { Words } from './parse/hyphens.ts'
import { identify } from './parse/identify.ts'
import { readMetadata } from './metadata-file.ts'
import { otherDocument } from './other-document.ts'
import { enclosesAnswers, holdsAnswer } from './parse/description.ts'
import { parseDocument } from './parse/parse.ts'
import { textAboveQuestions, shortcomings } from './pressing.ts'
import { withhold } from './withhold.ts'

/** A file to index; `name` is its path below the documents folder, with slashes. */
export interface InputFile {
  readonly name: string
  readonly sha256: string
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>
  /** the metadata file beside it */
  readonly metadata: { readonly sha256: string; readonly text: string } | null
}

/** A document, with its source text as UTF-8. */
interface ParsedInput {
  readonly document: SourceDocument
  readonly source: Uint8Array<ArrayBuffer>
}

/** Parses a file's extracted text. Throws `unreadable_document` with the reason. */
export async function parseInput(
  input: InputFile,
  extracted: Extracted,
  words: Words,
): Promise<ParsedInput> {
  const metadata = input.metadata === null ? undefined : readMetadata(input.metadata.text)
  const source = new TextEncoder().encode(extracted.text)
  const digest = await sha256(source)
  const document = orFault(input, () =>
    parseDocument(extracted, {
      id: metadata?.id ?? identify(extracted, input.name),
      file: input.name,
      sha256: digest,
      fileSha256: input.sha256,
      words,
      ...given({ metadata }),
    }),
  )
  return { document: complete(input, document, extracted), source }
}

/** Kinds that contain questions or answers; the others refer to them. */
const ASKING: ReadonlySet<SourceDocument['kind']> = new Set(['answers', 'questions'])

/** The end of a question: what goes on behind it may be a minister's words. */
const ASKS_LAST = /\?[»”"’')\]\s]{0,6}$/u

/** A document with its warnings. Throws if it contains nothing to find it by. */
function complete(
  { name }: InputFile,
  document: SourceDocument,
  { text, account }: Extracted,
): SourceDocument {
  const { questions, answers, askers, ministers, kind, regions } = document
  const other = otherDocument(text, answers.length > 0)
  if (other !== null) throw new AppError('unreadable_document', `${name} ${other}`)
  const withheld = document.warnings.find(({ message }) => message.startsWith('withheld'))
  if (answers.length === 0 && withheld !== undefined) {
    throw new AppError(
      'unreadable_document',
      `${name} has no answer that can be quoted: ${withheld.message} (line ${withheld.line})`,
    )
  }
  const isAnnounced = enclosesAnswers(textAboveQuestions(document, text))
  const encloses = kind === 'questions' && (isAnnounced || questions.some(holdsAnswer))
  if (encloses && questions.some(({ reading }) => !ASKS_LAST.test(reading.text.slice(-10)))) {
    throw new AppError(
      'unreadable_document',
      `${name} has answers, and none can be told from its questions: put "Antwoord" above ` +
        'each, and hand that in',
    )
  }
  // The announcement of oral questions names who asks what, without their text.
  const isHeaded = encloses || regions.some((region) => region.kind === 'heading')
  const announces = askers.length > 0 && ministers.length === 0 && !isHeaded
  if (questions.length === 0 && answers.length === 0 && ASKING.has(kind) && !announces) {
    const announced = ministers.length > 0 ? ', though its head says who answers' : ''
    throw new AppError(
      'unreadable_document',
      `${name} has no question and no answer that can be recognised${announced}: hand in written ` +
        'questions, their answers or a notice',
    )
  }
  const whole = withhold(document, text, [...account.flaws, ...wrongLetters(text)])
  if (answers.length > 0 && whole.answers.length === 0) {
    throw new AppError(
      'unreadable_document',
      `${name} cannot be read without loss: ` +
        `${whole.warnings.find(({ message }) => message.startsWith('withheld'))!.message}; save ` +
        'it as PDF and hand that in',
    )
  }
  const lacks = shortcomings(whole, text)
  return lacks.length === 0 ? whole : { ...whole, warnings: [...lacks, ...whole.warnings] }
}

/** Reads and parses a file. Throws `unreadable_document` with the reason. */
export async function readInput(input: InputFile, words: Words): Promise<ParsedInput> {
  const bytes = await input.read()
  const extracted = await extract(bytes, input.name).catch((cause: unknown) => {
    throw cause instanceof AppError ? cause : faultOf(input, cause)
  })
  return parseInput(input, extracted, words)
}

/** The parser promises not to throw. If it does, the other documents are still worth indexing. */
function orFault(input: InputFile, parse: () => SourceDocument): SourceDocument {
  try {
    return parse()
  } catch (cause) {
    throw faultOf(input, cause)
  }
}

function faultOf({ name }: InputFile, cause: unknown): AppError {
  return new AppError(
    'unreadable_document',
    `${name} could not be parsed, by a fault of this program: ${String(cause)}. ` +
      'Report it with the document.',
    { cause },
  )
}
