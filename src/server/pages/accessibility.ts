import { html as markup } from 'hono/html'
import { layout } from './layout.ts'
import { pageText } from '../../words/page.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

const dutch: Html = markup`<h1>Toegankelijkheid</h1>
  <p class="lead">
    Letterlijk is gemaakt om aan WCAG 2.2, niveau A en AA, te voldoen. Hieronder staat wat daarvan
    is getest, en wat niet.
  </p>
  <h2>Bij elke wijziging getest</h2>
  <ul>
    <li>
      Elke pagina en elke toestand van de chat is met axe-core op WCAG 2.2 A en AA gecontroleerd, in
      licht en donker, en mag geen enkele bevinding geven.
    </li>
    <li>
      Vragen, antwoorden lezen, kopiëren, een citaat controleren en terugkeren gaan met het
      toetsenbord alleen; de focus is altijd zichtbaar en gaat niet verloren.
    </li>
    <li>
      Een nieuw antwoord wordt één keer gemeld aan een schermlezer, zonder de focus te verplaatsen.
    </li>
    <li>
      Alles past op een scherm van 320 CSS-pixels breed (400 % vergroting) zonder heen en weer te
      schuiven; alleen de brontekst, die regels heeft zoals ontvangen, mag schuiven.
    </li>
    <li>Zonder JavaScript doen de formulieren en de documentpagina’s hetzelfde.</li>
    <li>
      Er beweegt niets voor wie om minder beweging vraagt, en in hoogcontrast (forced colors)
      blijven markeringen en knoppen herkenbaar.
    </li>
    <li>
      Nederlandse citaten zijn in de Engelse weergave als Nederlands gemerkt, zodat ze goed worden
      uitgesproken.
    </li>
  </ul>
  <h2>Niet getest</h2>
  <ul>
    <li>
      Er is geen onderzoek gedaan met mensen die hulpmiddelen gebruiken, en niet met JAWS, NVDA,
      VoiceOver of TalkBack. Een geautomatiseerde test vindt een deel van de problemen.
    </li>
    <li>De openbare pagina’s waarnaar wordt verwezen, zijn van anderen.</li>
  </ul>
  <h2>Iets gevonden?</h2>
  <p>
    Meld het bij de beheerder van deze server. Zeg erbij op welke pagina het was en welk hulpmiddel
    u gebruikt.
  </p>`

const english: Html = markup`<h1>Accessibility</h1>
  <p class="lead">
    Letterlijk is made to meet WCAG 2.2, levels A and AA. Below is what was tested of it, and what
    was not.
  </p>
  <h2>Tested with every change</h2>
  <ul>
    <li>
      Each page and each state of the chat is checked with axe-core against WCAG 2.2 A and AA, in
      light and dark, and may not give a single finding.
    </li>
    <li>
      Asking, reading answers, copying, checking a quote and going back work with the keyboard
      alone; focus is always visible and is not lost.
    </li>
    <li>A new answer is announced once to a screen reader, and focus stays where it is.</li>
    <li>
      Everything fits a screen of 320 CSS pixels (400 % zoom) without scrolling sideways; only the
      source text, which has its lines as received, may scroll.
    </li>
    <li>Without JavaScript the forms and document pages do the same.</li>
    <li>
      Nothing moves for those who ask for less motion, and marks and buttons can be told apart in
      high contrast (forced colors).
    </li>
    <li>
      Dutch quotes are marked as Dutch in the English interface, so that they are pronounced
      rightly.
    </li>
  </ul>
  <h2>Not tested</h2>
  <ul>
    <li>
      No study was made with people who use assistive technology, and none with JAWS, NVDA,
      VoiceOver or TalkBack. An automated test finds part of the problems.
    </li>
    <li>The public pages that are linked to belong to others.</li>
  </ul>
  <h2>Found something?</h2>
  <p>
    Tell the operator of this server. Say which page it was on and which assistive technology you
    use.
  </p>`

/** What was tested of the site's accessibility; `tests/e2e` holds the tests. */
export function accessibilityPage(language: Language, origin: string): Html {
  return layout(
    {
      language,
      origin,
      path: '/accessibility',
      title: `${pageText[language].accessibility} · Letterlijk`,
    },
    markup`<div class="text">${language === 'nl' ? dutch : english}</div>`,
  )
}
