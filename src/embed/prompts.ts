import type { Role } from './embed.ts'

/**
 * In a model's folder: what to put before a text by its role, as Sentence Transformers writes it.
 */
export const PROMPTS_FILE = 'config_sentence_transformers.json'

/** What a model wants to stand before a text. */
export type Prompts = Readonly<Record<Role, string>>

const NONE: Prompts = { query: '', passage: '' }

/**
 * Families whose makers ask for a prefix, but whose copies on hubs as a rule lack the file that
 * says so.
 */
const FAMILIES = [
  // "Xenova/multilingual-e5-small": Wang et al. 2022, "Text Embeddings by …", section 3
  { pattern: /(?:^|[/-])e5-/i, prompts: { query: 'query: ', passage: 'passage: ' } },
]

/**
 * The prompts that a model's file names (null where it has none), or those of its family, or none.
 */
export function promptsOf(file: string | null, model: string): Prompts {
  return promptsIn(file) ?? FAMILIES.find(({ pattern }) => pattern.test(model))?.prompts ?? NONE
}

function promptsIn(text: string | null): Prompts | null {
  if (text === null) return null
  const { prompts } = JSON.parse(text) as { prompts?: Readonly<Record<string, string>> | null }
  if (prompts === undefined || prompts === null) return null
  return {
    query: prompts['query'] ?? '',
    passage: prompts['passage'] ?? prompts['document'] ?? '',
  }
}
