import { Hono } from 'hono'

/** Days for which readers may rely on the file: RFC 9116 advises less than a year. */
const VALID_DAYS = 180

const DAY = 24 * 60 * 60 * 1000

interface SecurityTxt {
  /** a `mailto:` or `https:` address for reporting a vulnerability */
  readonly contact: string
  /** the public origin of the server */
  readonly publicUrl?: string
  readonly now?: () => Date
}

/** The path that RFC 9116 prescribes. */
const SECURITY_TXT = '/.well-known/security.txt'

/** Serves `security.txt` (RFC 9116), which says where to report a vulnerability. */
export function createSecurityTxt(options: SecurityTxt): Hono {
  return new Hono().get(SECURITY_TXT, (c) => c.text(securityTxt(options)))
}

/** The file. It expires at midnight UTC, so that all copies of one day have the same bytes. */
export function securityTxt({ contact, publicUrl, now = () => new Date() }: SecurityTxt): string {
  const today = Math.floor(now().getTime() / DAY)
  const expires = new Date((today + VALID_DAYS) * DAY).toISOString().replace('.000', '')
  const lines = [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: nl, en']
  if (publicUrl !== undefined) lines.push(`Canonical: ${publicUrl}${SECURITY_TXT}`)
  return `${lines.join('\n')}\n`
}
