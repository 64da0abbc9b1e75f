import type { Catalogue } from './catalogue.ts';
import type { Classe, Perimetre } from './nomenclatures.ts';

/** What the search knows of a démarche: the words that may lead to it, and what results are filtered by. */
export interface SearchEntry {
  id: string;
  perimetre: Perimetre;
  classe: Classe;
  nom: string;
  synonymes: readonly string[];
  aliases: readonly string[];
  situations: readonly string[];
  /** Titles of the official sheets. */
  titres: readonly string[];
  langageSimple: string;
  /** Names of who runs it, decides and pays. */
  operateurs: readonly string[];
}

const unique = (texts: readonly (string | undefined)[]): string[] =>
  [...new Set(texts.filter((t) => t !== undefined && t !== ''))] as string[];

/** The entries of a catalogue for search, by id: the order of the catalogue never shows in a ranking. */
export function toSearchEntries(c: Catalogue): SearchEntry[] {
  return c.demarches
    .map((d) => ({
      id: d.id,
      perimetre: d.perimetre,
      classe: d.classe,
      nom: d.nom,
      synonymes: unique(d.synonymes),
      aliases: unique(d.aliases),
      situations: unique(d.situations ?? []),
      titres: unique([...d.refs.fiches, ...d.refs.services].map((ref) => c.fiches[ref]?.titre)),
      langageSimple: d.langageSimple,
      operateurs: unique([d.operateur.nom, d.operateur.decideur?.nom, d.operateur.payeur?.nom]),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
