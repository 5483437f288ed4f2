import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { checkProofs, PLAIN_ELEMENTS } from '../../web/proof.ts'
import type { ProofData } from '../../web/proof-file.ts'
import type { Config } from '../config.ts'
import { sha256 } from '../domain/digest.ts'
import { AppError } from '../domain/errors.ts'
import { namedFile } from './named-file.ts'
import { publicKeyFrom } from './sign-index.ts'

/** The outcome of checking a file that proves an answer. */
interface CheckedProof {
  /** `other_key`: the text is right, but another key than that of `SIGNING_KEY` signed it */
  readonly verdict: 'right' | 'wrong' | 'other_key'
  /** its paragraphs */
  readonly texts: readonly string[]
  /** what the file says of them, which nothing in it proves */
  readonly citation: string
  readonly documentId: string | null
  readonly sourceSha256: string | null
  readonly indexDigest: string | null
  /** the key of the signature, in base64; null without one */
  readonly publicKey: string | null
}

/**
 * Checks a file of `npm run proof` as its own script does, without running that script: whoever
 * forges the file can forge the script. Needs no index and no network. Throws `invalid_request` if
 * the file is missing, `unreadable_document` if it is not a proof, and `invalid_setting`.
 */
export async function checkProofFile(
  config: Pick<Config, 'signingKey'>,
  path: string,
): Promise<CheckedProof> {
  const html = new TextDecoder().decode(await namedFile(path))
  const { data, paragraphs, citation, shown, isPlain } = read(html, path)
  const wanted = await publicKeyFrom(config)
  const shownDigest = await sha256(shown)
  const texts = paragraphs.map((text, at) => ({ text, proof: data.proofs[at]! }))
  const isWhole =
    isPlain && paragraphs.length === data.proofs.length && shownDigest === data.shownSha256
  const outcome = isWhole && texts.length > 0 ? await provenBy(data, texts) : null
  const publicKey = outcome?.kind === 'proven' ? (outcome.signed?.publicKey ?? null) : null
  const [proof] = data.proofs
  return {
    verdict:
      outcome?.kind !== 'proven'
        ? 'wrong'
        : wanted !== null && publicKey !== wanted
          ? 'other_key'
          : 'right',
    ...{ texts: paragraphs, citation, publicKey },
    documentId: proof?.documentId ?? null,
    sourceSha256: proof?.sourceSha256 ?? null,
    indexDigest: proof?.indexDigest ?? null,
  }
}

async function provenBy(data: ProofData, texts: Parameters<typeof checkProofs>[1]) {
  try {
    const source = Uint8Array.from(Buffer.from(data.source, 'base64'))
    return await checkProofs(source, texts)
  } catch {
    // A required part is missing: somebody changed the file.
    return null
  }
}

/** What the file's own script reads: the displayed text, and the data to check it against. */
function read(html: string, path: string) {
  const all = [...nodesOf(parse(html))]
  const byId = (id: string) =>
    all.find(
      (node) =>
        'attrs' in node && node.attrs.some(({ name, value }) => name === 'id' && value === id),
    )
  const [data, shown] = [byId('data'), byId('shown')]
  const parsed = data === undefined ? null : jsonOf(textOf(data))
  if (shown === undefined || parsed === null) {
    throw new AppError(
      'unreadable_document',
      `${path} is no proof: it is not a file that \`npm run proof\` wrote.`,
    )
  }
  const inside = [...nodesOf(shown)]
  const quotes = inside.filter(({ nodeName }) => nodeName === 'blockquote')
  const paragraphs = quotes
    .flatMap((quote) => [...nodesOf(quote)].filter(({ nodeName }) => nodeName === 'p'))
    .map(textOf)
  const cite = inside.find(({ nodeName }) => nodeName === 'cite')
  const citation = cite === undefined ? '' : textOf(cite)
  const isPlain = isPlainIn(shown)
  return { data: parsed, paragraphs, citation, shown: textOf(shown), isPlain }
}

/** Whether the reader of the file sees all of it, and each paragraph as one text. */
function isPlainIn(shown: Tree.Node): boolean {
  const main = parentOf(shown)
  const body = parentOf(main)
  const inside = [...nodesOf(shown)].slice(1)
  return (
    body?.nodeName === 'body' &&
    [shown, main!, body].every((node) => hasOnly('id', node)) &&
    inside.every((node) => {
      if (!('tagName' in node)) return node.nodeName === '#text'
      const isParagraph = node.tagName === 'p' && parentOf(node)?.nodeName === 'blockquote'
      if (isParagraph && node.childNodes.some(({ nodeName }) => nodeName !== '#text')) return false
      return PLAIN_ELEMENTS.has(node.tagName) && hasOnly('lang', node)
    })
  )
}

function parentOf(node: Tree.Node | null): Tree.Node | null {
  return node !== null && 'parentNode' in node ? node.parentNode : null
}

function hasOnly(attribute: string, node: Tree.Node): boolean {
  return !('attrs' in node) || node.attrs.every(({ name }) => name === attribute)
}

function* nodesOf(node: Tree.Node): Generator<Tree.Node> {
  yield node
  if ('childNodes' in node) for (const child of node.childNodes) yield* nodesOf(child)
}

function textOf(node: Tree.Node): string {
  return [...nodesOf(node)].map((each) => ('value' in each ? each.value : '')).join('')
}

function jsonOf(text: string): ProofData | null {
  try {
    const data = JSON.parse(text) as ProofData
    return typeof data.source === 'string' && Array.isArray(data.proofs) ? data : null
  } catch {
    return null
  }
}

/** The result of the check, for a person. */
export function proofReport(path: string, checked: CheckedProof): string {
  const { verdict, texts, citation, sourceSha256, publicKey } = checked
  if (verdict === 'wrong') {
    return (
      `${path}: wrong: it was changed, or differs from the source text in it. Do not use ` +
      'this quote.'
    )
  }
  const signed = publicKey === null ? 'not signed' : `signed with key ${publicKey}`
  const other = verdict === 'other_key' ? ', which is not the key of SIGNING_KEY' : ''
  const words = texts.length === 1 ? 'this paragraph is' : `these ${texts.length} paragraphs are`
  return [
    `${path}: ${words} word for word what the source text in it says`,
    ...texts.map((text) => `  > ${text}`),
    `  citation (not proven): ${citation}`,
    `  source text: sha256:${sourceSha256}`,
    `  ${signed}${other}`,
  ].join('\n')
}
