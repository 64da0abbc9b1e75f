import { writeCsv } from '@porte-plume/accompagnement/exports';
import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { SECTIONS_TABLEAU, type Lu, type VueTableau } from '@porte-plume/accompagnement/tableau-de-bord';
import { nombreOuMasque } from '../../ui/table.tsx';
import { TOTAL, type Cases } from './case.ts';
import { LIBELLES_SECTIONS, reponseEnMots, valeurEnMots } from './libelles.ts';

/** A figure, as the page says it. */
interface Ligne {
  section: string;
  code: string;
  libelle: string;
  reponse: string;
  valeur: string | number;
}

const COLONNES = ['Période', 'Lieu', 'Section', 'Code', 'Indicateur', 'Réponse', 'Valeur'];
const COMPTES = ['Réponses connues', 'Non communiqué', 'Non demandé'];

const dit = (nombre: number | null): string | number => nombre ?? nombreOuMasque(null);

const lignesOf = (section: string, lu: Lu): (string | number)[][] => {
  const { code, libelle } = lu;
  const ligne = (une: Omit<Ligne, 'section' | 'code' | 'libelle'>, comptes: (string | number)[]) => [
    ...[section, code, libelle, une.reponse, une.valeur],
    ...comptes,
  ];
  const comptes = lu.absent ? ['', '', ''] : [lu.n, lu.nonCommunique, lu.nonDemande].map(dit);
  return [
    ligne({ reponse: '', valeur: valeurEnMots(lu) }, comptes),
    ...(lu.parts?.lignes ?? []).map(({ code: reponse, valeur }) =>
      ligne({ reponse: reponseEnMots(lu.parts?.champ ?? '', reponse), valeur: dit(valeur) }, ['', '', '']),
    ),
  ];
};

/** Every figure of a choice, in the words of the page: what is not published says so. */
export function writeFigures(
  { periode: { du, au }, lieu }: { periode: { du: string; au: string }; lieu: string },
  chiffres: readonly { code: string; libelle: string; valeur: string | null }[],
  sections: VueTableau['sections'],
  croisement: Cases | null,
): Uint8Array {
  const nomDe = (liste: 'perimetre' | 'mode', code = TOTAL): string =>
    code === TOTAL ? 'Ensemble' : getLibelle(liste, code);
  // A périmètre that is nobody's has no lines.
  const vides = new Set(
    croisement?.table.cells.flatMap(({ key, valeur }) =>
      key.mode === TOTAL && valeur === 0 ? [key.perimetre] : [],
    ),
  );
  const lignes = [
    ...chiffres.map(({ code, libelle, valeur }) => [
      ...[LIBELLES_SECTIONS.activite, code, libelle, '', valeur ?? dit(null)],
      ...['', '', ''],
    ]),
    ...SECTIONS_TABLEAU.flatMap((section) =>
      sections[section].flatMap((lu) => lignesOf(LIBELLES_SECTIONS[section], lu)),
    ),
    ...(croisement?.table.cells ?? [])
      .filter(({ key }) => !vides.has(key.perimetre))
      .map(({ key, valeur }) => [
        ...[LIBELLES_SECTIONS.pratiques, 'A5', 'Démarches, par famille et par façon d’aider'],
        `${nomDe('perimetre', key.perimetre)}, ${nomDe('mode', key.mode)}`,
        ...[dit(valeur), '', '', ''],
      ]),
  ];
  return writeCsv({
    nom: 'tableau',
    colonnes: [...COLONNES, ...COMPTES],
    lignes: lignes.map((ligne) => [`du ${du} au ${au}`, lieu, ...ligne]),
  });
}
