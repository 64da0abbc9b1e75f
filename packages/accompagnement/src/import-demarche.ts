import { fold } from './import-champ.ts';
import type { DemarcheTrouvee, OptionsImport } from './import-reprise.ts';

/** Finds démarches by free words, each different text once: files repeat themselves. */
export class Reconnaissance {
  private readonly known = new Map<string, DemarcheTrouvee | null>();
  private readonly given: OptionsImport['findDemarche'];
  private find: ((texte: string) => DemarcheTrouvee | null) | undefined;

  constructor(find: OptionsImport['findDemarche']) {
    this.given = find;
  }

  async of(texte: string): Promise<DemarcheTrouvee | null> {
    const key = fold(texte);
    if (key === '') return null;
    let found = this.known.get(key);
    if (found === undefined) {
      this.find ??= this.given ?? (await loadCatalogue());
      found = this.find(texte);
      this.known.set(key, found);
    }
    return found;
  }
}

/** The exact name, a former id or the id itself; else a search that is sure. The catalogue is only loaded here. */
async function loadCatalogue(): Promise<(texte: string) => DemarcheTrouvee | null> {
  const [{ catalogue, getDemarche }, { search }] = await Promise.all([
    import('@porte-plume/demarches'),
    import('@porte-plume/demarches/search'),
  ]);
  const byName = new Map(catalogue.demarches.map((d) => [fold(d.nom), d.id]));
  return (texte) => {
    const id = byName.get(fold(texte)) ?? getDemarche(texte.trim())?.id ?? findSure(texte);
    return id === undefined ? null : { id, catalogue: catalogue.version };
  };

  function findSure(texte: string): string | undefined {
    const [best] = search(texte.slice(0, 200), { limit: 1 });
    return best?.sur === true ? best.id : undefined;
  }
}
