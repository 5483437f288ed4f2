/** One version of the HTTP contract, in both languages of the reference page. */
export interface ApiChange {
  /** by https://semver.org: what breaks a client raises the first number, and the path with it */
  readonly version: string
  readonly date: string
  readonly nl: string
  readonly en: string
}

/** What changed in the HTTP contract, newest first. */
export const API_CHANGES: readonly [ApiChange, ...ApiChange[]] = [
  {
    version: '1.3.0',
    date: '2026-11-24',
    nl: 'Antwoorden op vragen noemen de woorden die als een ander woord zijn gelezen (`readAs`).',
    en: 'Responses to questions name the words that were read as another one (`readAs`).',
  },
  {
    version: '1.2.0',
    date: '2026-11-24',
    nl: 'Antwoorden zijn te citeren (`/answers/{id}/citation`), en alle antwoorden zijn in één keer op te halen (`/export`).',
    en: 'Answers can be cited (`/answers/{id}/citation`), and all answers be had at once (`/export`).',
  },
  {
    version: '1.1.0',
    date: '2026-11-24',
    nl: 'Problemen verwijzen in `type` naar hun uitleg en noemen in `instance` het gevraagde pad. Een verkeerd contenttype geeft 415, een verkeerde methode 405. Niet gereed zijn is ook een probleem (503). Elk antwoord heeft `Cache-Control`. Nieuw: verwijzingen, export, en apart of de server leeft en gereed is.',
    en: 'Problems point with `type` to their explanation and name the path in `instance`. A wrong content type gives 415, a wrong method 405. Not being ready is a problem too (503). Every response has `Cache-Control`. New: citations, export, and apart whether the server is alive and ready.',
  },
  {
    version: '1.0.0',
    date: '2026-11-24',
    nl: 'Eerste versie.',
    en: 'First version.',
  },
]

/** Version of the HTTP contract (not of the program), sent with every response of `/v1`. */
export const API_VERSION = API_CHANGES[0].version
