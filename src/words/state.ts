/** Whether questions have their answer; with a space before what follows. */
export const stateWords = {
  nl: {
    open: 'nog niet beantwoord',
    since: ' sinds {date}',
    delayed: 'uitstel gemeld',
    on: ' op {date}',
    withdrawn: 'ingetrokken',
  },
  en: {
    open: 'unanswered',
    since: ' since {date}',
    delayed: 'delay announced',
    on: ' on {date}',
    withdrawn: 'withdrawn',
  },
} as const
