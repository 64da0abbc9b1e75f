/** Lone surrogates and control signs: they break a database, a sheet or a screen, and no one typed them on purpose. */
const ILLISIBLE = /\p{Cs}|(?![\t\n\r])\p{Cc}/u;

export function isReadable(text: string): boolean {
  return !ILLISIBLE.test(text);
}
