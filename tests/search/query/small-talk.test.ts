import { describe, expect, it } from 'vitest'
import { courtesiesIn, isCourtesy, isSmallTalk } from '../../../src/search/query/small-talk.ts'

describe('small talk', () => {
  it.each([
    'Hallo!',
    'goedemorgen allemaal',
    'hey there, how is it going?',
    'Dank je wel voor de uitleg',
    'thank you so much, great help',
    'tot ziens en een fijn weekend',
    'Danke!',
    'Teşekkürler!',
    'dziękuję bardzo',
    'شكرا جزيلا',
    'tige tank',
    'tankewol',
    'top bedankt hoor',
    'Waar kun je me mee helpen?',
    'Can you help me?',
    'help!',
    'Beste team, alles goed?',
    'goede morgen!',
  ])('is "%s"', (text) => {
    expect(isSmallTalk(text)).toBe(true)
  })

  it.each([
    // A subject, however polite.
    'Hallo, hoe staat het met de wolven?',
    'thanks, and what about ASML?',
    'bedankt, en de toeslagenaffaire?',
    // Nobody is greeted.
    'hulp',
    // Help with something.
    'kun je hulp krijgen van een notaris?',
    'can you help the farmers?',
    'tank',
    'stop de kap',
    'goed nieuws vandaag?',
    'dag van de arbeid',
    '',
  ])('is not "%s"', (text) => {
    expect(isSmallTalk(text)).toBe(false)
  })
})

describe('a courtesy', () => {
  it.each([
    ...['dank je', 'top, bedankt!', 'thanks a lot', 'hallo'],
    ...['nee', 'nee, laat maar', 'ok', 'never mind', 'Stop.', 'no, not that one', 'ja graag'],
  ])('is "%s"', (text) => {
    expect(isCourtesy(text)).toBe(true)
  })

  it.each([
    ...['bedankt, en waarom?', 'kun je dat?', 'thanks, how?', 'hoi, hoe gaat het?'],
    ...['nee, PvdD', 'ok en dan?', 'stop de wolf', 'niet dat rapport', 'laat maar zien'],
  ])('is not "%s"', (text) => {
    expect(isCourtesy(text)).toBe(false)
  })
})

describe('the courtesies of a letter', () => {
  it.each([
    ['Geachte heer/mevrouw, hoe veilig zijn de dijken?', 'hoe veilig zijn de dijken?'],
    ['hoe veilig zijn de dijken? Met vriendelijke groet, J. Bos', 'hoe veilig zijn de dijken? '],
    ['Dear Sir or Madam, are the dikes safe? Kind regards, J. Bos', 'are the dikes safe? '],
    [
      'Geachte heer, mevrouw,\n\nzijn de dijken hoog?\n\nGroet,\nJan Bos',
      '\nzijn de dijken hoog?\n',
    ],
    ['Beste, zijn de dijken hoog? Mvg, J. Bos', 'zijn de dijken hoog? '],
    ['brieven, groeten en pakjes', 'brieven, groeten en pakjes'],
    ['antwoorden over de dijken graag', 'antwoorden over de dijken '],
    ['vragen van 18/11/2024 alvast dank!', 'vragen van 18/11/2024 '],
    ['wat eten kinderen graag?', 'wat eten kinderen graag?'],
    // with a subject
    ['beste scholen, achterstand en geld', 'beste scholen, achterstand en geld'],
    [
      'Geachte minister Bos, zijn de dijken veilig?',
      'Geachte minister Bos, zijn de dijken veilig?',
    ],
    ['is "hoogachtend" nog gebruikelijk?', 'is "hoogachtend" nog gebruikelijk?'],
    // no topic
    ['hoi, alles goed?', 'hoi, alles goed?'],
    ['Hallo, fijne dag! Met vriendelijke groet, J. Bos', 'Hallo, fijne dag! '],
    ['goede middag, helpen de dijken?', 'helpen de dijken?'],
    // nothing else
    ['Met vriendelijke groet, J. Bos', 'Met vriendelijke groet, J. Bos'],
  ])('of "%s" leave "%s"', (query, left) => {
    let text = query
    for (const { start, end } of courtesiesIn(query).toReversed()) {
      text = text.slice(0, start) + text.slice(end)
    }
    expect(text).toBe(left)
  })
})
