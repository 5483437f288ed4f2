import type { Language } from '../../text/language.ts'

/** The tests of the site's accessibility; `tests/e2e` contains them. Markdown. */
export const accessibilityGuide: Readonly<Record<Language, string>> = {
  nl: `# Toegankelijkheid

Letterlijk is gemaakt om aan WCAG 2.2, niveau A en AA, te voldoen. Hieronder staat wat daarvan is
getest, en wat niet.

## Bij elke wijziging getest

- Elke pagina en elke toestand van de chat is met axe-core op WCAG 2.2 A en AA gecontroleerd, in
  licht en donker, en mag geen enkele bevinding geven.
- Vragen, antwoorden lezen, kopiëren, een citaat controleren en terugkeren gaan met het toetsenbord
  alleen; de focus is altijd zichtbaar en gaat niet verloren.
- Een nieuw antwoord wordt één keer gemeld aan een schermlezer, zonder de focus te verplaatsen.
- Alles past op een scherm van 320 CSS-pixels breed (400 % vergroting) zonder heen en weer te
  schuiven; alleen de brontekst, die regels heeft zoals ontvangen, mag schuiven.
- Zonder JavaScript doen de formulieren en de documentpagina’s hetzelfde.
- Er beweegt niets voor wie om minder beweging vraagt, en in hoogcontrast (forced colors) blijven
  markeringen en knoppen herkenbaar.
- Nederlandse citaten zijn in de Engelse weergave als Nederlands gemerkt, zodat ze goed worden
  uitgesproken.

## Niet getest

- Er is geen onderzoek gedaan met mensen die hulpmiddelen gebruiken, en niet met JAWS, NVDA,
  VoiceOver of TalkBack. Een geautomatiseerde test vindt een deel van de problemen.
- De openbare pagina’s waarnaar wordt verwezen, zijn van anderen.

## Iets gevonden?

Meld het bij de beheerder van deze server. Zeg erbij op welke pagina het was en welk hulpmiddel u
gebruikt.
`,
  en: `# Accessibility

Letterlijk is built to meet WCAG 2.2, levels A and AA. This page says what is tested, and what is
not.

## Tested with every change

- Axe-core checks each page and each state of the chat against WCAG 2.2 A and AA, in light and dark,
  and may not find anything.
- You can ask, read answers, copy, check a quote and go back with the keyboard alone. Focus is
  always visible and never lost.
- A screen reader announces a new answer once, and focus stays where it is.
- Everything fits a screen of 320 CSS pixels (400 % zoom) without scrolling sideways. Only the
  source text, which keeps its lines as received, may scroll.
- Forms and document pages work without JavaScript.
- Nothing moves for those who ask for less motion, and marks and buttons stay distinct in high
  contrast (forced colors).
- Dutch quotes are marked as Dutch in the English interface, so that a screen reader pronounces them
  correctly.

## Not tested

- Nobody has studied this with people who use assistive technology, or with JAWS, NVDA, VoiceOver or
  TalkBack. An automated test finds only part of the problems.
- The public pages that this site links to belong to others.

## Found something?

Tell whoever runs this server. Say which page it was on and which assistive technology you use.
`,
}
