import type { Resultat } from './motif.ts';
import { PERIMETRES, type Perimetre } from './nomenclatures.ts';

/** The same scope as others name it: Aidants Connect key, DILA theme id, La Coop enum name. */
export interface Crosswalk {
  aidantsConnect: string;
  dila: string;
  coop: string;
}

/**
 * Sources: betagouv/Aidants_Connect `settings.py` (2026-08-10), DILA dump (2020-11-12),
 * inclusion-numerique/coop-mediation-numerique, enum `Thematique` (2026-06-30).
 */
const OTHER_NAMES: Readonly<Record<Perimetre, Omit<Crosswalk, 'aidantsConnect'>>> = {
  argent: { dila: 'N19803', coop: 'ArgentImpots' },
  etranger: { dila: 'N19804', coop: 'EtrangersEurope' },
  famille: { dila: 'N19805', coop: 'FamilleScolarite' },
  travail: { dila: 'N19806', coop: 'TravailFormation' },
  justice: { dila: 'N19807', coop: 'Justice' },
  logement: { dila: 'N19808', coop: 'Logement' },
  loisirs: { dila: 'N19809', coop: 'LoisirsSportsCulture' },
  papiers: { dila: 'N19810', coop: 'PapiersElectionsCitoyennete' },
  social: { dila: 'N19811', coop: 'SocialSante' },
  transports: { dila: 'N19812', coop: 'TransportsMobilite' },
};

/** `PapiersElectionsCitoyennete` → `papiers_elections_citoyennete`, the code that La Coop stores. */
const toStored = (name: string): string => name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();

/** The names of a scope elsewhere. */
export function crosswalk(p: Perimetre): Crosswalk {
  return { aidantsConnect: p, ...OTHER_NAMES[p] };
}

/**
 * The scope of a code of Aidants Connect (`papiers`), of DILA (`N19810`) or of La Coop, by its enum name
 * (`PapiersElectionsCitoyennete`) or its stored code (`papiers_elections_citoyennete`).
 *
 * Motifs: `SANS_PERIMETRE` for La Coop's associations, which no scope covers; `PERIMETRE_INCONNU` otherwise.
 */
export function findPerimetre(code: string): Resultat<Perimetre> {
  const found = PERIMETRES.find((p) => {
    const { dila, coop } = OTHER_NAMES[p];
    return code === p || code === dila || code === coop || code === toStored(coop);
  });
  if (found !== undefined) return { ok: true, value: found };
  return code === 'Associations' || code === 'associations'
    ? {
        ok: false,
        motifs: [
          {
            code: 'SANS_PERIMETRE',
            phrase: 'La thématique « Associations » de La Coop n’a pas de périmètre dans Aidants Connect.',
          },
        ],
      }
    : {
        ok: false,
        motifs: [{ code: 'PERIMETRE_INCONNU', phrase: 'Ce code ne désigne aucun des dix périmètres.' }],
      };
}
