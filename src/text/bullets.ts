/** The signs before the items of lists, for the end of a class; some fonts have private ones. */
export const BULLETS = String.raw`•·‣▪◦●○■□➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc*–-`
