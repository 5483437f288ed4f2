import type { Language } from '../../text/language.ts'

/**
 * The closed word classes of both languages: articles, pronouns, prepositions, conjunctions,
 * auxiliaries, question words and particles. They reveal the language of a query, and carry no
 * topic.
 */
const DUTCH = new Set(
  `aan al alle alleen allemaal als altijd ander andere anders ben bent bij daar daarbij daarin
  daarmee
  daarom daarop daartegen daarover daarvan daarvoor dan dat de den der des deze die dit doch doe
  doen doet door
  dus een één eens elk elke en enige er erbij ermee erop ertegen erover ervan ervoor ge geen geweest
  gij had
  hadden haar hare heb hebben hebt heeft hem hen het hier hierbij hierin hiermee hierop hierover
  hiertegen
  hiervan hiervoor hij hoe hoeveel hoezo hun iemand iets ik in is ja je jij jouw jullie kan kon
  konden kun kunnen
  kunt maar mag me mee meer men met mij mijn moet moeten moest mogen na naar nee niemand niet niets
  nog nou nu of om
  omdat omtrent ons onze ook op over per reeds sinds soms te tegen ten ter terwijl tijdens toch toen
  tot tussen
  u uit uw van vanaf vanuit vanwege veel verder via volgens voor vooral waar waarbij waardoor waarin
  waarmee
  wanneer waarom waarop waarover waartegen waarvan waarvoor want waren was wat we weer wel welk
  welke werd werden wie
  wij wil willen wilt word worden wordt zal ze zei zelf zich zij zijn zo zoal zoals zodat
  zonder zou zouden zulke
  zullen zult`.split(/\s+/u),
)

const ENGLISH = new Set(
  `a about after again against all also although always am among an and another any anyone anything
  are as
  at be because been before being between both but by can cannot could did do does doing done down
  during each
  either else ever every for from further had has have having he her here hers him his how however i
  if in into
  is it its itself just may me might more most must my neither no nobody none nor not nothing now of
  off on once
  one only onto or other others our ours out over own per shall she should since so some someone
  something
  still such than that the their theirs them themselves then there these they this those though
  through to too
  under until up upon us very was we were what when where whether which while who whom whose why
  will with
  within without would yes yet you your yours aren't can't couldn't didn't doesn't don't hadn't
  hasn't haven't isn't shouldn't wasn't weren't won't wouldn't`.split(/\s+/u),
)

/** Whether a folded word is a function word of the language, or of either. */
export function isFunctionWord(word: string, language?: Language): boolean {
  return (language !== 'en' && DUTCH.has(word)) || (language !== 'nl' && ENGLISH.has(word))
}
