import { z } from '@hono/zod-openapi'
import { Day, Id, orNull } from './scalars.ts'

export const WireAsker = z
  .strictObject({ name: z.string(), party: z.string().nullable() })
  .openapi('Asker')

const publicationFields = {
  sessionYear: z.string().meta({ examples: ['2021-2022'] }),
  number: z.int(),
}

const WirePublication = z
  .strictObject(publicationFields)
  .openapi('Publication')
  .meta({ description: 'a number in the appendix of the proceedings (Aanhangsel Handelingen II)' })

export const WireDocumentKind = z.enum(['answers', 'notice', 'withdrawal', 'questions'])

export const DocumentLink = z.strictObject({ id: Id, page: z.string() })

export type DocumentLink = z.infer<typeof DocumentLink>

export const WireFormat = z.enum(['text', 'pdf', 'docx', 'xml', 'html'])

export const OtherSource = z
  .strictObject({
    id: Id.meta({ description: 'the document’s own id for another file of it' }),
    format: WireFormat,
    url: z.url().nullable(),
    differing: z.array(z.string()).meta({
      description: 'numbers of the answers whose words differ there',
      examples: [['3+4']],
    }),
    page: z.string().nullable().meta({ description: 'null for another file of the document' }),
    file: z.string().nullable().meta({ description: 'null if the files are not here' }),
  })
  .openapi('OtherSource')

export type OtherSource = z.infer<typeof OtherSource>

export const documentFields = {
  id: Id.meta({ examples: ['2022D35172'] }),
  kind: WireDocumentKind,
  title: z.string().meta({ description: 'the subject; empty if the document names none' }),
  askers: z.array(WireAsker),
  ministers: z.array(z.string()),
  onBehalfOf: z.array(z.string()),
  asked: Day.nullable(),
  answered: Day.nullable(),
  publication: orNull(WirePublication),
  earlier: z.array(
    z.strictObject({
      ...publicationFields,
      page: z.string().nullable().meta({ description: 'null if it is not in the index' }),
    }),
  ),
  url: z.url().nullable().meta({ description: 'the official page' }),
  zaken: z.array(z.string()).meta({
    description: 'numbers of its matters: questions, notice and answers share theirs',
    examples: [['2022Z15263']],
  }),
  supersedes: z.array(Id).meta({ description: 'former ids' }),
  corrects: z.array(DocumentLink).meta({ description: 'documents of the index that it corrects' }),
  correctedBy: DocumentLink.nullable().meta({
    description:
      'its newest correction; if that answers all of its questions, search no longer finds its ' +
      'own answers',
  }),
  alsoAs: z.array(OtherSource).meta({
    description:
      'other sources of the same answers: other files of it, and documents such as the letter ' +
      'behind an official publication; answers with the same words are found once',
  }),
  license: z.url().nullable().meta({ description: 'null if the source names none' }),
}

export const DocumentHead = z.strictObject(documentFields).openapi('DocumentHead')

export type DocumentHead = z.infer<typeof DocumentHead>
