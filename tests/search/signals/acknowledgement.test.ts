import { expect, it } from 'vitest'
import { isAcknowledgement } from '../../../src/search/signals/acknowledgement.ts'
import { reading } from '../../support/kamerqa.ts'

const answer = (text: string) => ({
  paragraphs: [{ id: 'a.1.p1', style: 'text' as const, page: null, reading: reading(text) }],
})

it.each([
  ['Bent u bekend met het bericht «Stroomnet zit vol»?', 'Ja.'],
  ['Kent u het artikel over de wachtlijsten in de jeugdzorg?', 'Ja, dat artikel ken ik.'],
  [
    'Heeft u kennisgenomen van het advies van de Raad van State?',
    'Ja, hiervan heb ik kennisgenomen.',
  ],
  ['Is het kabinet op de hoogte van de staking?', 'Ja.'],
  ['Kunt u de bovenstaande vijf vragen afzonderlijk beantwoorden?', 'Ja.'],
  ['Wilt u deze vragen beantwoorden voor het debat van 21 november?', 'Dat is niet gelukt.'],
  [
    'Wilt u, als het net volgens de beheerders al deze winter vol raakt, deze vragen beantwoorden?',
    'Dit is helaas niet gelukt.',
  ],
  ['Heeft u de uitzending over gokreclames gezien?', 'Ja, ik heb de uitzending gezien.'],
])('recognises the answer to "%s" as saying nothing about the topic', (question, text) => {
  expect(isAcknowledgement(question, answer(text))).toBe(true)
})

it.each([
  ['Deelt u de mening dat het stroomnet vol zit?', 'Ja.'],
  ['Bent u bekend met het bericht? Klopt het dat het stroomnet vol zit?', 'Ja.'],
  ['Bent u bekend met signalen van fraude?', 'Nee.'],
  ['Kunt u vragen van burgers over stikstof sneller laten beantwoorden door gemeenten?', 'Ja.'],
  [
    'Bent u bekend met het bericht «Stroomnet zit vol»?',
    'Ja. De netbeheerders breiden het net uit, en bedrijven die flexibel zijn, krijgen korting.',
  ],
])('recognises the answer to "%s" as an answer', (question, text) => {
  expect(isAcknowledgement(question, answer(text))).toBe(false)
})
