import { Hono } from 'hono'

/** Days that one may rely on what the file says: RFC 9116 advises less than a year. */
const VALID_DAYS = 180

const DAY = 24 * 60 * 60 * 1000

export interface SecurityTxt {
  /** a `mailto:` or `https:` address to report a vulnerability to */
  readonly contact: string
  /** the origin that people know the server by */
  readonly publicUrl?: string
  readonly now?: () => Date
}

/** Where RFC 9116 wants the file. */
export const SECURITY_TXT = '/.well-known/security.txt'

/** Tells, in the form of RFC 9116, whom to report a vulnerability to. */
export function createSecurityTxt(options: SecurityTxt): Hono {
  return new Hono().get(SECURITY_TXT, (c) => c.text(securityTxt(options)))
}

/** The file; it expires at a midnight (UTC), so that a day's copies are the same bytes. */
export function securityTxt({ contact, publicUrl, now = () => new Date() }: SecurityTxt): string {
  const today = Math.floor(now().getTime() / DAY)
  const expires = new Date((today + VALID_DAYS) * DAY).toISOString().replace('.000', '')
  const lines = [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: nl, en']
  if (publicUrl !== undefined) lines.push(`Canonical: ${publicUrl}${SECURITY_TXT}`)
  return `${lines.join('\n')}\n`
}
