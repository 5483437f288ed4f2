/** Preloaded (`node --import`): a clock that jumps years ahead and back at every reading. */
const now = Date.now.bind(Date)
const TEN_YEARS = 10 * 365 * 24 * 60 * 60 * 1000
let looks = 0

const jumping = () => now() + (looks++ % 2 === 0 ? TEN_YEARS : -TEN_YEARS)

globalThis.Date = new Proxy(Date, {
  construct: (target, args) =>
    Reflect.construct(target, args.length === 0 ? [jumping()] : args) as Date,
  get: (target, key) => (key === 'now' ? jumping : (Reflect.get(target, key) as unknown)),
})
