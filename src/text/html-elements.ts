/**
 * HTML elements that begin and end a paragraph wherever they stand; of others, as of an item of a
 * list, that depends on what a page is read for.
 */
export const HTML_BLOCKS: readonly string[] = (
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset ' +
  'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend main menu ol p pre ' +
  'search section summary table tbody tfoot thead tr ul'
).split(' ')

/** HTML elements that stand within a line. */
export const HTML_INLINE: readonly string[] = (
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s ' +
  'samp small span strike strong sub sup time tt u var wbr'
).split(' ')
