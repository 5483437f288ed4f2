/** A Worker that does nothing: what workerd takes by itself. */
export default {
  async fetch(): Promise<Response> {
    return new Response('')
  },
}
