/** A Worker that does nothing, to measure workerd itself. */
export default {
  async fetch(): Promise<Response> {
    return new Response('')
  },
}
