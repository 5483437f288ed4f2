import { sayFound, sayReading, sayReason } from '../src/answer/say-reading.ts'
import type { AskResponse } from '../src/wire/ask.ts'
import type { ChatContext } from './chat-context.ts'

type Speaker = Pick<ChatContext, 'language' | 'strings'>

/** A response in one line, for a screen reader and for a copy of the conversation. */
export function summary(response: AskResponse, speaker: Speaker): string {
  return [...sayReading(response, speaker.language), sayOutcome(response, speaker)].join(' ')
}

/** "3 answers found", or the reason why none were. */
export function sayOutcome(response: AskResponse, { strings, language }: Speaker): string {
  const { answers } = response
  if (answers.length === 0) return sayReason(response, language) ?? strings.nothing
  return sayFound(answers, strings)
}
