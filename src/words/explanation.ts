/** Why answers are shown or not. */
export const explanationWords = {
  nl: {
    heading: 'Hoe dit is gevonden',
    candidates: 'Gekozen uit {n} antwoorden.',
    found:
      'Kans dat het antwoord erbij is: {chance}; vanaf {possible} wordt iets getoond, vanaf ' +
      '{strong} heet het sterk, en wie meer dan {gap} achterblijft valt af.',
    trust: 'Zoveel tellen de woordsignalen: {trust}.',
    inDutch: 'In het Nederlands gelezen: {words}.',
    alsoAs: 'Ook gezocht zoals ministeries het noemen: {words}.',
    answer: 'antwoord',
    score: 'score',
    chance: 'kans',
    relevance: 'oordeel',
    because: 'waarom',
    reasons: {
      unlikely: 'niets is waarschijnlijk genoeg',
      behind: 'blijft te ver achter bij het beste',
      procedural: 'gaat alleen over de procedure',
      limit: 'komt na het gevraagde aantal',
    },
    verdicts: { strong: 'sterk', possible: 'mogelijk', weak: 'zwak' },
  },
  en: {
    heading: 'How this was found',
    candidates: 'Chosen from {n} answers.',
    found:
      'Chance that the answer is among them: {chance}; answers are shown from {possible} on, ' +
      'called strong from {strong} on, and left out more than {gap} behind the best.',
    trust: "The lexicon's signals have weight {trust}.",
    inDutch: 'Read in Dutch: {words}.',
    alsoAs: 'Also looked for as ministries call it: {words}.',
    answer: 'answer',
    score: 'score',
    chance: 'chance',
    relevance: 'verdict',
    because: 'why',
    reasons: {
      unlikely: 'nothing is likely enough',
      behind: 'too far behind the best',
      procedural: 'only on procedure',
      limit: 'beyond the number requested',
    },
    verdicts: { strong: 'strong', possible: 'possible', weak: 'weak' },
  },
} as const
