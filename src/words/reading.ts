/** How a query was read, and why nothing was found. */
export const readingWords = {
  nl: {
    and: 'en',
    readAs: '“{word}” is gelezen als “{as}”.',
    readWith: 'Gelezen samen met: {queries}.',
    filters: 'Gezocht in {filters}.',
    leftOut: 'Niets gevonden in {filters}. Dit is daarbuiten gevonden.',
    document: 'document {what}',
    absentDocument: 'document {what} (staat niet in deze index)',
    question: 'vraag {what}',
    asker: 'vragen van {what}',
    minister: 'antwoorden van {what}',
    ministry: 'antwoorden van het ministerie “{what}”',
    phrase: 'wat letterlijk “{what}” zegt',
    absentPhrase: 'wat lijkt op “{what}” (niet letterlijk)',
    day: 'de dag {from}',
    between: 'de tijd van {from} tot en met {to}',
    since: 'de tijd vanaf {from}',
    until: 'de tijd tot en met {to}',
    reasons: {
      no_words: 'In deze vraag staat geen woord.',
      unknown_script: 'Dit schrift wordt niet begrepen. Vraag het in het Nederlands of Engels.',
      unknown_words: 'Geen woord van deze vraag wordt herkend.',
      no_subject: 'Deze vraag noemt geen onderwerp.',
      phrase_not_found:
        'Geen antwoord waarin is gezocht heeft alle woorden tussen aanhalingstekens, ook niet ' +
        'met zijn vraag.',
      not_answered: null,
      filters_leave_nothing:
        'Geen antwoord voldoet aan wat de vraag aan document, naam of tijd noemt, en aan de ' +
        'filters.',
      nothing_near: null,
    },
  },
  en: {
    and: 'and',
    readAs: '“{word}” was read as “{as}”.',
    readWith: 'Read together with: {queries}.',
    filters: 'Looked in {filters}.',
    leftOut: 'Nothing found in {filters}. This was found elsewhere.',
    document: 'document {what}',
    absentDocument: 'document {what} (not in this index)',
    question: 'question {what}',
    asker: 'questions by {what}',
    minister: 'answers of {what}',
    ministry: 'answers of the ministry “{what}”',
    phrase: 'what literally says “{what}”',
    absentPhrase: 'text similar to “{what}” (not word for word)',
    day: 'the day {from}',
    between: 'the time from {from} to {to}',
    since: 'the time from {from} on',
    until: 'the time up to {to}',
    reasons: {
      no_words: 'This question contains no words.',
      unknown_script: 'Letterlijk does not read this script. Ask in Dutch or English.',
      unknown_words: 'Letterlijk knows no word of this question.',
      no_subject: 'This question names no subject.',
      phrase_not_found:
        'No answer that was searched has, with its question, all words in quotation marks.',
      not_answered: null,
      filters_leave_nothing:
        'No answer matches the document, names or dates in the question together with the filters.',
      nothing_near: null,
    },
  },
} as const
