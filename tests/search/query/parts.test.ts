import { describe, expect, it } from 'vitest'
import { partsOfQuery } from '../../../src/search/query/parts.ts'

it.each([
  [
    'Wat doet het kabinet aan jeugdzorg en hoe zit het met de wolf?',
    ['Wat doet het kabinet aan jeugdzorg', 'hoe zit het met de wolf?'],
  ],
  [
    'How many wolves live here? Who pays for fences against floods?',
    ['How many wolves live here', 'Who pays for fences against floods?'],
  ],
])('"%s" asks %j', (query, parts) => {
  expect(partsOfQuery(query)).toEqual(parts)
})

it.each([
  // one question, and one that needs the other
  'Hoeveel wolven zijn er?',
  'Wat kost de wolvenopvang en wie betaalt dat?',
  'Waarom mag dat niet? Wie beslist daarover?',
  'Zijn de dijken langs de Maas veilig en wat doet Rijkswaterstaat?',
  // more than anybody waits for
  'Wat kost brood? Wat kost melk nu? Wat kost kaas nu? Wat kost thee nu?',
  '',
])('"%s" asks one thing', (query) => {
  expect(partsOfQuery(query)).toEqual([])
})

describe('a list of keywords', () => {
  it.each([
    ['jeugdzorg, wolf, stroomnet', ['jeugdzorg', 'wolf', 'stroomnet']],
    ['1) jeugdzorg 2) de wolf', []],
    ['1) jeugdzorg 2) wolf', ['jeugdzorg', 'wolf']],
    ['jeugdzorg\nzieke wolven', ['jeugdzorg', 'zieke wolven']],
    ['-jeugdzorg\n- wolf', ['jeugdzorg', 'wolf']],
    ['-jeugdzorg, wolf', ['-jeugdzorg', 'wolf']],
    ['jeugdzorg', []],
    ['jeugdzorg, wat kost dat', []],
    ['a1, b2, c3, d4', []],
  ])('"%s" asks for %j where nothing comes near it as a whole', (query, parts) => {
    expect(partsOfQuery(query, { mayList: true })).toEqual(parts)
    expect(partsOfQuery(query)).toEqual([])
  })
})
