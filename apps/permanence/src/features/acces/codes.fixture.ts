/** A sheet of printed codes, as its holder gets it (pages of a built application leave out some quotes), with or without the personal code that comes before the first one. */

interface Lue {
  texte: string;
}

/** Either of our browsers of tests. */
interface Nav<P extends Lue> {
  get(chemin: string): Promise<P>;
  post(chemin: string, valeurs: Record<string, string>): Promise<P>;
  suit(page: P): Promise<P>;
}

interface Feuille {
  codes: readonly string[];
  /** Six digits, drawn with the first sheet of an account; null when it has some already. */
  personnel: string | null;
}

export const personnelOf = ({ texte }: Lue): string | null =>
  /class="?code-personnel"?>([0-9 ]+)</.exec(texte)?.[1]?.replaceAll(' ', '') ?? null;

export async function takeFeuille<P extends Lue>(nav: Nav<P>): Promise<Feuille> {
  const { texte } = await nav.get('/acces');
  const op = /action="?\/acces\/codes"?[ >][^]*?name="?op"? value="?([^"\s>]+)/.exec(texte)?.[1] ?? '';
  let page = await nav.suit(await nav.post('/acces/codes', { op }));
  const personnel = personnelOf(page);
  const suite = /href="?(\/acces\/codes\/[^"\s>]+)/.exec(page.texte)?.[1];
  if (personnel !== null && suite !== undefined) page = await nav.get(suite);
  return {
    codes: [...page.texte.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code = '']) => code),
    personnel,
  };
}
