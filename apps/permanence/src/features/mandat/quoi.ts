import { toDemarcheFaits } from '@porte-plume/accompagnement';
import { catalogue, getDemarche, type Demarche } from '@porte-plume/demarches';
import {
  ACTES,
  ACTES_COURANTS,
  ACTES_EXPRES,
  PERIMETRES,
  type Acte,
  type CommandeDe,
  type Perimetre,
} from '@porte-plume/mandat';
import { z } from 'zod';
import { field, fields, oneOf, type Champs } from '../../server/formulaire.ts';
import type { Choix } from '../../ui/form.tsx';
import { ACTES as LIBELLES, PERIMETRES as THEMES } from './libelles.ts';
import type { DemarcheDuMandat } from './termes.tsx';

/** What the mandate is for: acts on the démarche of the entry, and whole themes when the person asks for them. */
export const QuoiSchema = z.object({
  actes: z.array(z.enum(ACTES)),
  themes: z
    .array(
      z.object({
        perimetre: z.enum(PERIMETRES),
        /** Démarches left out. */
        sauf: z.array(z.string()),
        /** The person sends everything of this theme herself. */
        sansEnvoi: z.boolean(),
      }),
    )
    .default([]),
});
export type Quoi = z.infer<typeof QuoiSchema>;
type Theme = Quoi['themes'][number];

const isCourant = (acte: Acte): boolean => ACTES_COURANTS.some((un) => un === acte);

/** One démarche with the acts that a mandate may list; what is reserved to the person is said, not offered. */
export function toDemarcheDuMandat(demarche: Demarche): DemarcheDuMandat {
  const faits = toDemarcheFaits(demarche, catalogue.version);
  const permis = (acte: Acte) =>
    !faits.actesReserves.includes(acte) && !(acte === 'signer' && faits.signaturePersonnelle);
  const choix = (acte: Acte): Choix => ({ code: acte, libelle: LIBELLES[acte] });
  return {
    code: demarche.id,
    libelle: demarche.nom,
    aide: demarche.operateur.nom,
    classe: demarche.classe,
    actes: ACTES_COURANTS.filter(permis).map(choix),
    express: ACTES_EXPRES.filter(permis).map(choix),
    ...(faits.actesReserves.length > 0
      ? { reserve: 'La loi réserve certains gestes à la personne\u00a0: ils ne sont pas proposés.' }
      : {}),
  };
}

/** Codes of the acts ticked for a démarche, as they came. */
export function readActes(champs: Champs, demarcheId: string): string[] {
  return [...new Set([...fields(champs, `actes.${demarcheId}`), ...fields(champs, `express.${demarcheId}`)])];
}

/** The acts ticked, among those that may be granted. */
export function readActesPermis(champs: Champs, demarche: Demarche): Acte[] {
  const { actes, express } = toDemarcheDuMandat(demarche);
  const permis = new Set([...actes, ...express].map(({ code }) => code));
  return readActes(champs, demarche.id).flatMap((code) =>
    permis.has(code) ? (oneOf(code, ACTES) ?? []) : [],
  );
}

/** The themes ticked; exceptions said before are kept. */
export function readThemes(champs: Champs, avant: readonly Theme[]): Theme[] {
  const coches = new Set(fields(champs, 'theme'));
  return PERIMETRES.filter((perimetre) => coches.has(perimetre)).map(
    (perimetre) =>
      avant.find((theme) => theme.perimetre === perimetre) ?? { perimetre, sauf: [], sansEnvoi: false },
  );
}

/** What is left out of each theme. */
export function readExceptions(champs: Champs, themes: readonly Theme[]): Theme[] {
  return themes.map(({ perimetre }) => {
    const ids = new Set(listDemarches(perimetre).map(({ id }) => id));
    return {
      perimetre,
      sauf: fields(champs, `sauf.${perimetre}`).filter((id) => ids.has(id)),
      sansEnvoi: field(champs, `sansEnvoi.${perimetre}`) === 'oui',
    };
  });
}

/** Démarches of a theme in the catalogue of today. */
export function listDemarches(perimetre: Perimetre): readonly Demarche[] {
  return catalogue.demarches.filter((une) => une.perimetre === perimetre);
}

/** The ten themes, the one of the démarche first, each with how many démarches it holds. */
export function toChoixThemes(demarche: Demarche): Choix[] {
  const autres = PERIMETRES.filter((code) => code !== demarche.perimetre);
  return [demarche.perimetre, ...autres].map((code) => {
    const nombre = listDemarches(code).length;
    return { code, libelle: THEMES[code], aide: `${nombre} démarche${nombre > 1 ? 's' : ''}` };
  });
}

type ItemPrepare = CommandeDe<'PreparerMandat'>['donnees']['items'][number];

/**
 * The lines of the mandate. The démarche is frozen with the facts of the catalogue of that day; a theme too, with
 * ordinary acts only: an express act is granted on one démarche, never on a whole theme.
 */
export function toItems(demarcheId: string, { actes, themes }: Quoi, uneFois: boolean): ItemPrepare[] {
  const demarche = getDemarche(demarcheId);
  if (demarche === undefined) throw new Error('a draft of mandate names a démarche of the catalogue');
  const courants = actes.filter(isCourant);
  return [
    {
      id: 'item-1',
      portee: { kind: 'demarche', demarche: toDemarcheFaits(demarche, catalogue.version) },
      actes,
      sauf: [],
      uneFois: uneFois && actes.includes('deposer'),
    },
    ...themes.map(({ perimetre, sauf, sansEnvoi }): ItemPrepare => ({
      id: `theme-${perimetre}`,
      portee: {
        kind: 'perimetre',
        perimetre,
        catalogueVersion: catalogue.version,
        demarches: listDemarches(perimetre).map((une) => toDemarcheFaits(une, catalogue.version)),
      },
      actes: courants.length > 0 ? courants : [...ACTES_COURANTS],
      sauf: [...sauf.map((id) => ({ demarcheId: id })), ...(sansEnvoi ? [{ acte: 'deposer' as const }] : [])],
      uneFois: false,
    })),
  ];
}

/** The same answers from a mandate to renew: its first démarche, what it granted there, and its themes. */
export function fromItems(items: readonly ItemPrepare[]): { demarcheId: string; quoi: Quoi } | null {
  const [premier] = items.flatMap(({ portee, actes }) =>
    portee.kind === 'demarche' ? [{ demarcheId: portee.demarche.id, actes }] : [],
  );
  if (premier === undefined || getDemarche(premier.demarcheId) === undefined) return null;
  const themes = items.flatMap(({ portee, sauf }) =>
    portee.kind === 'perimetre'
      ? [
          {
            perimetre: portee.perimetre,
            sauf: sauf.flatMap(({ demarcheId }) => demarcheId ?? []),
            sansEnvoi: sauf.some(({ demarcheId, acte }) => demarcheId === undefined && acte === 'deposer'),
          },
        ]
      : [],
  );
  return { demarcheId: premier.demarcheId, quoi: { actes: premier.actes, themes } };
}
