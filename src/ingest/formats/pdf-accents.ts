/** Accents as separate glyphs, with the combining characters that join them to a letter. */
export const COMBINING: Readonly<Record<string, string>> = {
  '´': '\u0301',
  ˊ: '\u0301',
  '`': '\u0300',
  ˋ: '\u0300',
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '¨': '\u0308',
  ˇ: '\u030c',
  '˘': '\u0306',
  '˙': '\u0307',
  '˚': '\u030a',
  '¯': '\u0304',
  '˝': '\u030b',
  '¸': '\u0327',
  '˛': '\u0328',
}

/** The same as the inside of a class of characters. */
export const ACCENTS = Object.keys(COMBINING).join('')
