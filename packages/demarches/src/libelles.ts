import type { Demarche } from './demarche.ts';
import type { Perimetre } from './nomenclatures.ts';

type Canal = NonNullable<Demarche['canaux']>[number]['valeur'];
type Piece = NonNullable<Demarche['pieces']>[number];

/** What a reader outside of the trade reads instead of the code of a scope. */
export const LIBELLES_PERIMETRE: Readonly<Record<Perimetre, string>> = {
  argent: 'Argent, impôts',
  etranger: 'Étrangers, Europe',
  famille: 'Famille, scolarité',
  travail: 'Travail, formation',
  justice: 'Justice',
  logement: 'Logement',
  loisirs: 'Loisirs, sports, culture',
  papiers: 'Papiers, élections, citoyenneté',
  social: 'Social, santé',
  transports: 'Transports, mobilité',
};

export const LIBELLES_CANAL: Readonly<Record<Canal['type'], string>> = {
  web: 'En ligne',
  telephone: 'Par téléphone',
  guichet: 'Au guichet',
  courrier: 'Par courrier',
  franceServices: 'Dans une maison France services',
};

export const LIBELLES_ORGANISME: Readonly<Record<Demarche['operateur']['type'], string>> = {
  etat: 'État',
  'securite-sociale': 'Sécurité sociale',
  departement: 'Département',
  commune: 'Commune',
  autre: 'Autre organisme',
};

const VARIANTES: Readonly<Record<string, string>> = {
  caf: 'personnes qui dépendent de la CAF',
  msa: 'personnes qui dépendent de la MSA',
};

/** What a channel says to a person, in one line; nothing when it only has an address on the web. */
export function describeCanal(canal: Canal): string | undefined {
  const { variante } = canal;
  const pour =
    variante === undefined
      ? undefined
      : `pour\u00a0: ${VARIANTES[variante] ?? `département ${variante.replace('dep-', '')}`}`;
  const parties = [canal.numero, canal.adresse, canal.horaires, canal.cout, pour];
  const dites = parties.filter((partie) => partie !== undefined);
  return dites.length === 0 ? undefined : dites.join(' · ');
}

const COPIES: Readonly<Record<Piece['copie'], string>> = {
  original: 'Original',
  copie: 'Copie',
  photo: 'Photo',
};

/** How a document is to be brought, and by whom. */
export function describePiece({ copie, obligatoire, pourQui }: Piece): string {
  const debut = `${COPIES[copie]}, ${obligatoire ? 'obligatoire' : 'facultatif'}`;
  return pourQui === undefined ? debut : `${debut}, pour\u00a0: ${pourQui}`;
}
