import type { Role } from './embed.ts'

/**
 * A file in a model's folder: the prefixes for a text by its role, in the format of Sentence
 * Transformers.
 */
export const PROMPTS_FILE = 'config_sentence_transformers.json'

/** The prefixes that a model expects. */
export type Prompts = Readonly<Record<Role, string>>

const NONE: Prompts = { query: '', passage: '' }

/**
 * Model families that need a prefix although their copies on hubs usually lack the file that says
 * so.
 */
const FAMILIES = [
  // "Xenova/multilingual-e5-small": Wang et al. 2022, "Text Embeddings by …", section 3
  { pattern: /(?:^|[/-])e5-/i, prompts: { query: 'query: ', passage: 'passage: ' } },
]

/** The prompts in a model's file (null without one), or those of its family, or none. */
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
