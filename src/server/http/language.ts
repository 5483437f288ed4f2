import type { Language } from '../../text/language.ts'

/** The language that a reader is served in: the one chosen, else the one the browser prefers. */
export function readerLanguage(chosen: string | undefined, accepted: string | undefined): Language {
  if (chosen === 'nl' || chosen === 'en') return chosen
  const preferred = (accepted ?? '').split(',').map((part) => {
    const [tag = '', quality = 'q=1'] = part.trim().split(/;\s*/)
    return { language: tag.slice(0, 2).toLowerCase(), quality: Number(quality.slice(2)) || 0 }
  })
  const known = preferred.filter(({ language }) => language === 'nl' || language === 'en')
  const best = known.sort((a, b) => b.quality - a.quality)[0]
  return best?.language === 'en' ? 'en' : 'nl'
}
