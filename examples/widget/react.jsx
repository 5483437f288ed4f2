import { useEffect, useRef } from 'react'
import { defineChat } from '@letterlijk/widget'

defineChat({ server: 'https://antwoorden.example.nl' })

/** The chat in a React page; `onAnswer` gets each whole response. */
export function Chat({ lang = 'nl', onAnswer }) {
  const chat = useRef(null)
  useEffect(() => {
    const element = chat.current
    const tell = ({ detail }) => onAnswer?.(detail)
    element.addEventListener('letterlijk-answer', tell)
    return () => element.removeEventListener('letterlijk-answer', tell)
  }, [onAnswer])
  return <letterlijk-chat ref={chat} lang={lang} />
}
