import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { buildWeb, ownRem } from '../../web/build.ts'

describe('the files for browsers', async () => {
  const assets = await buildWeb()
  const text = (address: string): string => new TextDecoder().decode(assets.get(address)!.body)

  it('include a widget of at most 26 kB in all, compressed', () => {
    expect(gzipSync(assets.get('/widget.js')!.body).length).toBeLessThanOrEqual(26_000)
  })

  it('request nothing from any other host', () => {
    for (const address of assets.keys()) {
      const hosts = text(address).match(/https?:\/\/[\w.-]+/g) ?? []
      // Namespace names of the Word format, which nobody fetches.
      const foreign = hosts.filter((host) => host !== 'http://schemas.openxmlformats.org')
      expect(foreign, address).toEqual([])
      expect(text(address), address).not.toMatch(/@import|url\(/)
    }
  })

  it('write no markup and run no text, so that Trusted Types have nothing to refuse', () => {
    for (const address of [...assets.keys()].filter((each) => each.endsWith('.js'))) {
      expect(text(address)).not.toMatch(
        /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      )
    }
  })
})

describe('lengths of the widget', () => {
  it('use its own rem, except in the conditions of queries', () => {
    expect(ownRem('@media (max-height:30rem){.a{margin:-.5rem 1rem;width:2em}}')).toBe(
      '@media (max-height:30rem){.a{margin:calc(-.5*var(--letterlijk-rem)) ' +
        'calc(1*var(--letterlijk-rem));width:2em}}',
    )
  })
})
