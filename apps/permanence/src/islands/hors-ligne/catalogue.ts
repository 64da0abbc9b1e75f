import type { Demarche } from '@porte-plume/demarches';

/** What a device keeps of an entry of the catalogue: public facts, and what the rules of an act read. */
export type DemarcheDuPoste = Pick<
  Demarche,
  'id' | 'nom' | 'perimetre' | 'classe' | 'actesReserves' | 'modes'
> &
  Pick<Demarche, 'auth' | 'ageSeul' | 'donnees'> & {
    operateur: string;
    /** Every name under which people know it. */
    noms: string[];
  };

/** Its version is the one that a mandate freezes. */
export interface CatalogueDuPoste {
  version: string;
  /** Offered where nothing is known of what is usual here. */
  premieres: string[];
  demarches: DemarcheDuPoste[];
}

export async function readCatalogue(): Promise<CatalogueDuPoste> {
  const reponse = await fetch('/hors-ligne/catalogue.json');
  return (await reponse.json()) as CatalogueDuPoste;
}
