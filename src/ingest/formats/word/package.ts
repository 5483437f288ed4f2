import { AppError } from '../../../domain/errors.ts'
import { decode } from '../../extraction/decode.ts'
import { parseXml } from '../../extraction/parse-xml.ts'
import { type Element, elementsOf, findAll } from '../../extraction/tree.ts'
import type { Archive } from '../../extraction/zip.ts'

/**
 * A relationship between parts: `type` is the last word of its address ("footnotes"), `target` a
 * name in the archive.
 */
export interface Relation {
  readonly id: string
  readonly type: string
  readonly target: string
}

/** A Word document as parts that refer to each other. */
export interface WordPackage {
  readonly fileName: string
  readonly archive: Archive
  /** the name of the part that holds the document's body */
  readonly main: string
  /** the root element of a part, parsed once; null if the part is missing */
  root(part: string): Element | null
  relations(part: string): readonly Relation[]
  /** the part that `part` refers to by its type, such as "numbering" */
  related(part: string, type: string): string | null
}

/** Opens an archive as a Word document. Throws `unreadable_document` if it is not one. */
export function openPackage(archive: Archive, fileName: string): WordPackage {
  const roots = new Map<string, Element | null>()
  const related = new Map<string, readonly Relation[]>()

  function root(part: string): Element | null {
    if (roots.has(part)) return roots.get(part)!
    const bytes = archive.read(part)
    const parsed =
      bytes === null
        ? null
        : (elementsOf(parseXml(decode(bytes).text, fileName, 'save it again as .docx'))[0] ?? null)
    roots.set(part, parsed)
    return parsed
  }

  function relations(part: string): readonly Relation[] {
    const known = related.get(part)
    if (known !== undefined) return known
    const slash = part.lastIndexOf('/')
    const folder = part.slice(0, slash + 1)
    const list = root(`${folder}_rels/${part.slice(slash + 1)}.rels`)
    const found = (list === null ? [] : findAll(list, 'relationship')).map(({ attributes }) => ({
      id: attributes['Id'] ?? '',
      type: (attributes['Type'] ?? '').replace(/^.*\//, ''),
      target: resolve(folder, attributes['Target'] ?? ''),
    }))
    related.set(part, found)
    return found
  }

  const main =
    relations('').find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml'
  if (root(main)?.name !== 'document') {
    throw new AppError('unreadable_document', `${fileName} ${whatElse(archive)}`)
  }
  return {
    fileName,
    archive,
    main,
    root,
    relations,
    related: (part, type) => relations(part).find((each) => each.type === type)?.target ?? null,
  }
}

/** What a zip archive may hold instead of a Word document, by a name in it, and what to do then. */
const OTHERS: readonly (readonly [name: RegExp, what: string])[] = [
  [/^word\//, 'cannot be read as a Word document: its text is missing; save it again as .docx'],
  [/^xl\//, 'is a spreadsheet: save it as PDF, or its text as .docx'],
  [/^ppt\//, 'is a presentation: save it as PDF'],
  [/\.iwa$/, 'is a document of Pages: export it to Word or PDF'],
  [/^content\.xml$/, 'is an OpenDocument file: save it as .docx, PDF or plain text'],
]

function whatElse({ names }: Archive): string {
  const known = OTHERS.find(([pattern]) => names.some((name) => pattern.test(name)))
  return known?.[1] ?? 'is an archive: unpack it and hand in the documents in it'
}

/** "footnotes.xml", "/word/footnotes.xml" and "../word/footnotes.xml" as a name in the archive. */
function resolve(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
