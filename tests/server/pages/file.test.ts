import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { fileHeaders } from '../../../src/server/pages/file.ts'
import { openApp } from '../../support/open-app.ts'
import type { SourceDocument } from '../../../src/domain/document.ts'

describe('the file of a document', async () => {
  const { app, served, close } = await openApp()
  afterAll(close)

  it('is sent as received, to be shown and not run', async () => {
    const response = await app.request('/documents/2022D35172/file')
    expect(response.status).toBe(200)
    const received = new URL('../../../index/documents/2022D35172.txt', import.meta.url)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(readFileSync(received))
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': "inline; filename*=UTF-8''2022D35172.txt",
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    })
  })

  it('is linked from the document, and missing for an unknown one', async () => {
    const page = await (await app.request('/documents/2022D35172?lang=nl')).text()
    expect(page).toContain('href="/documents/2022D35172/file"')
    expect((await app.request('/documents/none/file')).status).toBe(404)
  })

  it('is not offered if the index stores no files', () => {
    const [document] = served.composer.list().documents
    expect(document!.links.file).toBe('/documents/2022D35172/file')
  })

  it.each([
    ['pdf', 'a/brief.pdf', "inline; filename*=UTF-8''brief.pdf", 'application/pdf'],
    ['html', 'pagina.html', "attachment; filename*=UTF-8''pagina.html", 'text/html'],
    ['xml', 'x.xml', "attachment; filename*=UTF-8''x.xml", 'application/xml'],
    [
      'pdf',
      'é"\r\n;x\'.pdf',
      "inline; filename*=UTF-8''%C3%A9%22%0D%0A%3Bx%27.pdf",
      'application/pdf',
    ],
  ])('of format %s named %j is sent as %s', (format, file, disposition, type) => {
    const source = { format: format as SourceDocument['source']['format'], file }
    expect(fileHeaders({ ...source, encoding: 'utf-8' })).toEqual({
      'content-type': type,
      'content-disposition': disposition,
    })
  })
})
