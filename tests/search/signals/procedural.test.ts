import { expect, it } from 'vitest'
import { isProcedural } from '../../../src/search/signals/procedural.ts'
import { reading } from '../../support/kamerqa.ts'

const answer = (text: string) => ({
  paragraphs: [{ id: 'a.1.p1', style: 'text' as const, page: null, reading: reading(text) }],
})

it.each([
  'Zie het antwoord op vraag 3.',
  'Ja. Zie mijn antwoord op de vragen 2 en 4.',
  'Ik verwijs u hiervoor naar de beantwoording van vraag 6.',
  'Het is niet gelukt deze vragen binnen de gebruikelijke termijn te beantwoorden.',
  'Gezien de samenhang worden de vragen 3 en 4 gezamenlijk beantwoord.',
  'De vragen kunnen helaas niet binnen de termijn van drie weken worden beantwoord. De reden ' +
    'van het uitstel is dat nog niet alle informatie is ontvangen voor de beantwoording. Ik zal ' +
    'u zo spoedig mogelijk de antwoorden doen toekomen.',
])('recognises "%s" as only telling where or when', (text) => {
  expect(isProcedural(answer(text))).toBe(true)
})

it.each([
  'Ja.',
  'Nee, dat beeld herken ik niet.',
  'Zie het antwoord op vraag 3. Aanvullend geldt dat de uitvoer van halfgeleiders sinds maart ' +
    'is beperkt.',
  'De vragen van burgers worden niet altijd snel beantwoord door gemeenten.',
  'Het kabinet heeft geen uitstel verleend aan bedrijven die hun vergunning te laat aanvroegen.',
])('recognises "%s" as an answer', (text) => {
  expect(isProcedural(answer(text))).toBe(false)
})
