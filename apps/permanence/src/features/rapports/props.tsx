import { describeUnite, DOUBLONS_POSSIBLES, type Rapport } from '@porte-plume/accompagnement/indicateurs';
import type { LigneRapport } from '../../domain/rapports.ts';
import { enEuros, toChiffresLus, toUniteLue, type UniteLue } from './modele.ts';
import { jour, periodeEnMots } from './periodes.ts';
import { openRapport } from './tables.ts';
import type { CorpsProps, CoutLu } from './vue-corps.tsx';
import { LECTEURS, type RapportProps } from './vue-rapport.tsx';

const joursDe = ({ du, au }: { du: string; au: string }): string => `du ${jour(du)} au ${jour(au)}`;

function toCout({ cout }: Rapport): CoutLu | undefined {
  if (cout === null) return undefined;
  const { financement, centimes, totalCentimes, raison } = cout;
  return {
    financeur: financement.financeur,
    convention:
      financement.avenant === 0
        ? financement.convention
        : `${financement.convention} (avenant ${financement.avenant})`,
    jours: joursDe(financement),
    valeur: centimes === null ? 'non calculé' : enEuros(centimes),
    phrase:
      centimes === null || totalCentimes === null
        ? (raison ?? '')
        : `Coût total de ${enEuros(totalCentimes)}, divisé par le nombre d’interventions.`,
  };
}

/** What a report shows, out of its protected tables. */
export async function toCorps(lu: Rapport): Promise<CorpsProps> {
  const cout = toCout(lu);
  return {
    chiffres: toChiffresLus(lu),
    ...(cout === undefined ? {} : { cout }),
    unites: (await openRapport(lu)).map((ouverte) => withReserve(lu, toUniteLue(ouverte))),
    tues: lu.tues.map(({ unite, motifs }) => ({
      titre: describeUnite(unite).titre,
      phrases: [...new Set(motifs.map(({ phrase }) => phrase))],
    })),
  };
}

/** Persons of a réseau may be there twice. */
const withReserve = ({ reseau }: Rapport, unite: UniteLue): UniteLue =>
  reseau !== undefined && unite.unite === 'personne'
    ? { ...unite, definition: `${unite.definition} ${DOUBLONS_POSSIBLES}` }
    : unite;

/** What is said around a report, draft or frozen. */
export function toEntete(
  row: LigneRapport,
  lu: Rapport,
): Pick<RapportProps, 'structure' | 'periode' | 'jours' | 'lecteurs' | 'etabliLe' | 'norme' | 'hash'> {
  return {
    structure: row.structure,
    periode: periodeEnMots(lu.periode),
    jours: joursDe(lu.periode),
    lecteurs: LECTEURS[lu.audience]?.nom ?? lu.audience,
    etabliLe: jour(lu.millesime),
    norme: lu.norme,
    hash: lu.hash,
  };
}
