/** A style sheet as text, minified by the build (see `build.ts`). */
declare module '*.css' {
  const text: string
  export default text
}
