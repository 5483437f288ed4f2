import type { Language } from '../../text/language.ts'

/** Where answers come from and why a quote can be trusted, for readers who ask. Markdown. */
export const howItWorksGuide: Readonly<Record<Language, string>> = {
  nl: `# Hoe het werkt

Letterlijk zoekt in antwoorden van bewindspersonen op Kamervragen en laat zien wat er staat, woord
voor woord. Het schrijft zelf geen zin, ook niet als samenvatting.

## Wat u kunt vragen

- Een vraag of een paar woorden, in het Nederlands, Engels of een andere taal. Citaten blijven
  Nederlands.
- Een vraagnummer of documentnummer, een naam, een partij, een ministerie of een periode: “vraag 7”,
  “vragen van D66 in 2022”. Wat daarvan is herkend, staat bij het antwoord.
- Woorden tussen aanhalingstekens: die moeten dan zo in het antwoord of in de vraag staan.
- Een vervolgvraag, zoals “en waarom niet?”. Die wordt samen met uw vorige vraag gelezen.

## Wat u terugkrijgt

- Het hele antwoord van de bewindspersoon, met de vraag erbij. Wat bij uw vraag past, is gemarkeerd.
- Hoe zeker het is dat het antwoord over uw vraag gaat. Wat waarschijnlijk niet over uw vraag gaat,
  wordt achtergehouden; u kunt het alsnog opvragen.
- De vindplaats, in de vorm die de Kamer gebruikt, en een verwijzing naar de officiële publicatie.
- Niets, als er niets is gevonden. Dat wil niet zeggen dat er geen antwoord bestaat: alleen dat het
  niet in deze documenten is gevonden.

## Waarom u een citaat kunt vertrouwen

- De tekst van een bron wordt nooit veranderd. Een citaat is een reeks plaatsen in die tekst, en
  wordt bij elk verzoek opnieuw uit de bron opgebouwd.
- Klopt een citaat niet teken voor teken met zijn bron, dan wordt het niet getoond.
- Bij elk citaat horen de plaatsen in de bron en een digitale vingerafdruk (SHA-256). Met
  “Controleer dit citaat” rekent uw eigen browser die na.
- Een citaat van elders legt u naast alle antwoorden op [Controleer een citaat](/verify).

## Waar u op moet letten

- Er staat alleen wat in de [documenten van deze server](/documents) staat. Nieuwere of ingetrokken
  antwoorden kunnen ontbreken.
- Een antwoord was waar op de dag dat het werd gegeven. Kijk naar de datum.
- Welke antwoorden bovenaan staan, bepaalt een taalmodel dat op deze server draait. Het kiest alleen
  de volgorde en schrijft niets.

## Uw vragen

Uw vraag gaat alleen naar deze server, die hem niet bewaart en niet logt. Alleen dit tabblad
onthoudt uw gesprek. Uw vraag komt in geen adres, tenzij u haar zelf deelt of een zoekopdracht
volgt. In de link naar een vervolgvraag staan ook de vragen waarmee zij is gelezen.
`,
  en: `# How it works

Letterlijk searches what members of the Dutch cabinet answered to written questions of parliament,
and shows what they wrote, word for word. It writes no sentence of its own, not even a summary.

## What you can ask

- A question or a few words, in Dutch, English or another language. Quotes stay in Dutch.
- The number of a question or document, a name, a party, a ministry or a period: “question 7”,
  “questions by D66 in 2022”. The answer says which of these were recognised.
- Words in quotation marks: the answer or its question must then hold exactly these.
- A follow-up, such as “and why not?”. It is read together with your question before it.

## What you get

- The whole answer of the minister, with its question. What matches your question is marked.
- How certain it is that the answer is about your question. What is probably not about it is held
  back; you can ask to see it.
- Where it was published, in the form that parliament uses, with a link to the official publication.
- Nothing, where nothing was found. That does not mean that there is no answer, only that these
  documents do not have it.

## Why you can trust a quote

- The text of a source is never changed. A quote is a list of places in that text, rebuilt from the
  source for each request.
- A quote that does not match its source, character for character, is not shown.
- Each quote comes with its places in the source and a digital fingerprint (SHA-256). With
  “Check this quote”, your own browser verifies it.
- On [Check a quote](/verify) you can compare a quote from elsewhere with every answer.

## What to keep in mind

- You see only what is in the [documents of this server](/documents). Newer or withdrawn answers may
  be missing.
- An answer was true on the day it was given. Look at its date.
- A language model that runs on this server decides which answers come first. It only orders them,
  and writes nothing.

## Your questions

Your question goes to this server only, which neither keeps nor logs it. Only this tab remembers
your conversation. No address holds your question, unless you choose to share it or to follow a
search. The link to a follow-up also has the questions that it was read with.
`,
}
