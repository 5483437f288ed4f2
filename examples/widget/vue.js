import { defineComponent, h } from 'vue'
import { defineChat } from '@letterlijk/widget'

defineChat({ server: 'https://antwoorden.example.nl' })

/** The chat in a Vue page. In a template, set `isCustomElement` for `letterlijk-chat`. */
export const Chat = defineComponent({
  props: { lang: { type: String, default: 'nl' } },
  emits: ['answer'],
  setup(props, { emit }) {
    return () =>
      h('letterlijk-chat', {
        lang: props.lang,
        'onLetterlijk-answer': ({ detail }) => emit('answer', detail),
      })
  },
})
