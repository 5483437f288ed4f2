import { Client, type Transport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/domain/digest.ts'
import { rebuild } from '../../src/domain/reading.ts'
import { WireAnswer } from '../../src/wire/answer.ts'
import { AskResponse } from '../../src/wire/ask.ts'
import { VerifyResponse } from '../../src/wire/verify.ts'
import { McpDocumentList } from '../../src/server/mcp/schemas.ts'

/** How the tests reach the tools, and the HTTP API on the same index. */
export interface McpPlace {
  readonly transport: () => Transport | Promise<Transport>
  readonly source: (documentId: string) => Promise<string>
}

/** Clients of both protocols that the server supports: that of 2026-07-28, and those before it. */
const ERAS = [
  ['of 2026', { mode: 'auto' }, 'modern'],
  ['of 2025', { mode: 'legacy' }, 'legacy'],
] as const

/** The contract of the tools on the committed index, over any transport. */
export function describeMcp(name: string, place: McpPlace): void {
  describe.each(ERAS)(`MCP: ${name}, a client %s`, (_, versionNegotiation, era) => {
    let client: Client
    beforeAll(async () => {
      client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation })
      await client.connect(await place.transport())
    })
    afterAll(() => client.close())

    const call = async (tool: string, input: Record<string, unknown>) => {
      const result = await client.callTool({ name: tool, arguments: input })
      const [content] = result.content
      return { ...result, text: content?.type === 'text' ? content.text : '' }
    }

    it('speaks its protocol, and offers four read-only tools', async () => {
      expect(client.getProtocolEra()).toBe(era)
      const { tools } = await client.listTools()
      expect(tools.map((tool) => tool.name).sort()).toEqual([
        'ask_parliament',
        'get_answer',
        'list_documents',
        'verify_quote',
      ])
      for (const { annotations, description, inputSchema, outputSchema } of tools) {
        expect(annotations).toMatchObject({
          readOnlyHint: true,
          idempotentHint: true,
          openWorldHint: false,
        })
        // In both languages, one after the other.
        expect(description!.split('\n')).toHaveLength(2)
        expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
        expect(outputSchema).toMatchObject({ type: 'object', additionalProperties: false })
      }
    })

    it('answers a question with proofs that hold, and the same words as text', async () => {
      const { structuredContent, text } = await call('ask_parliament', {
        query: 'wat doet de ambassade op Weibo?',
        limit: 2,
      })
      const response = AskResponse.parse(structuredContent)
      expect(response.answers[0]!.id).toBe('2022D35172.5')
      expect(response.answers.length).toBeLessThanOrEqual(2)
      const source = await place.source('2022D35172')
      const paragraphs = response.answers.flatMap((answer) => answer.paragraphs)
      expect(paragraphs.length).toBeGreaterThan(1)
      for (const { text: words, proof } of paragraphs) {
        expect(rebuild(source, proof)).toBe(words)
        expect(proof.textSha256).toBe(await sha256(words))
      }
      expect(text).toMatch(
        /^<quoted-from-parliament [0-9a-f]{16}>\n## Het bericht dat Chinese bedrijven .* \(gaat over uw vraag\)\n\nMinister/,
      )
      expect(text).toMatch(/<\/quoted-from-parliament [0-9a-f]{16}>\nAnswer ids: 2022D35172\.5/)
    })

    it('says that nothing was found', async () => {
      const { structuredContent, text, isError } = await call('ask_parliament', {
        query: 'recept voor appeltaart',
      })
      expect(isError).toBeFalsy()
      expect(structuredContent).toMatchObject({ outcome: 'nothing_found', answers: [] })
      expect(text).toContain('Hierover is geen antwoord gevonden')
    })

    it('gives an answer by its id, whole', async () => {
      const { structuredContent, text } = await call('get_answer', { id: '2022D35172.3+4' })
      const answer = WireAnswer.parse(structuredContent)
      expect(answer.paragraphs).toHaveLength(3)
      for (const paragraph of answer.paragraphs) expect(paragraph.proof.spans).not.toEqual([])
      expect(text.match(/^> /gm)).toHaveLength(3)
    })

    it('lists the documents', async () => {
      const { structuredContent, text } = await call('list_documents', {})
      const list = McpDocumentList.parse(structuredContent)
      expect(list).toMatchObject({ total: 1, offset: 0, documents: [{ id: '2022D35172' }] })
      expect(text).toContain('- 2022D35172: ')
      const beyond = await call('list_documents', { offset: 1 })
      expect(beyond.structuredContent).toMatchObject({ total: 1, documents: [] })
    })

    it('distinguishes a verbatim quote from an altered one', async () => {
      const quote =
        'De overheid herkent de noodzaak om semiconductoren toe te voegen aan de ' +
        'EU-sanctiewetgeving.'
      const verdict = async (words: string) =>
        VerifyResponse.parse((await call('verify_quote', { quote: words })).structuredContent)
      expect(await verdict(quote)).toMatchObject({
        verdict: 'verbatim',
        matches: [{ answerId: '2022D35172.7' }],
      })
      const altered = await verdict(quote.replace('herkent de', 'herkent niet de'))
      expect(altered.verdict).toBe('altered')
      expect(altered.matches[0]!.differences[0]!.quoted.text).toContain('niet')
    })

    it.each([
      ['get_answer', { id: 'nope' }, /no answer "nope"/],
      ['ask_parliament', { query: '' }, /query/],
      ['ask_parliament', { query: 'a', nope: 1 }, /nope/],
      ['list_documents', { limit: 1_000 }, /limit/],
      ['verify_quote', {}, /quote/],
    ])('says what is wrong with %s %j', async (tool, input, message) => {
      const { isError, text, structuredContent } = await call(tool, input)
      expect(isError).toBe(true)
      expect(text).toMatch(message)
      expect(structuredContent).toBeUndefined()
    })
  })
}
