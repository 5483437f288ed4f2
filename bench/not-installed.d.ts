// The benches' own dependencies are not installed where the project is checked.
declare module '@orama/orama'
declare module '@orama/stopwords/dutch'
declare module '@orama/stopwords/english'
declare module 'minisearch'
declare module 'onnxruntime-web'
declare module 'sqlite-vec'
declare module 'usearch'
