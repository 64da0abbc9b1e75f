import { catalogue, getDemarche } from '@porte-plume/demarches';
import { describe, expect, it } from 'vitest';
import { tablesOf } from './faits-prepares.ts';
import type { Intervention } from './intervention.ts';
import { generateScenario } from './scenario.ts';
import { protectDemarches } from './tableau-demarches.ts';
import { createProtecteur, type CaseTableau } from './tableau-tables.ts';

type Acte = Intervention['actes'][number];
type Compte = Readonly<Record<string, Readonly<Partial<Record<Acte['mode'], number>>>>>;

const scenario = generateScenario({ set: 'loire-seed', graine: 1, zone: 'Europe/Paris' });
const modele = firstOf(scenario.interventions);
const SECRET = { cle: new Uint8Array(32), alea: (octets: number) => new Uint8Array(octets) };
const PERIODE = { du: '2020-01-01', au: '2021-12-31' };

function firstOf<T>(liste: readonly T[]): T {
  const [premier] = liste;
  if (premier === undefined) throw new Error('empty scenario');
  return premier;
}

/** One synthetic intervention an acte, in the numbers asked. */
function interventionsOf(compte: Compte): Intervention[] {
  return Object.entries(compte).flatMap(([perimetre, modes]) => {
    const demarcheId = catalogue.demarches.find((une) => une.perimetre === perimetre)?.id ?? '';
    return Object.entries(modes).flatMap(([mode, nombre]) =>
      Array.from({ length: nombre }, (_, rang): Intervention => {
        const acte = {
          id: firstOf(modele.actes).id,
          objet: { nature: 'demarche', demarcheId, catalogue: '1' },
          mode: mode as Acte['mode'],
          actesFaits: [],
          saisieIdentifiants: false,
          issue: { code: 'finalisee' },
        } satisfies Acte;
        return { ...modele, id: `${perimetre}-${mode}-${rang}`, actes: [acte] };
      }),
    );
  });
}

const publishCounts = async (compte: Compte): Promise<readonly CaseTableau[]> => {
  const faits = {
    interventions: interventionsOf(compte),
    seances: scenario.seances,
    lieux: scenario.lieux,
    getDemarche: (id: string) => getDemarche(id),
  };
  const { croisement } = await protectDemarches(tablesOf(faits, PERIODE), [], createProtecteur(SECRET));
  return croisement ?? [];
};
const countMasked = (cases: readonly CaseTableau[]): number =>
  cases.filter(({ statut }) => statut === 'masque').length;

describe('the coordinator’s table', () => {
  it('is published with its small cells masked', async () => {
    const croisement = await publishCounts({
      argent: { informer: 3, faire_avec: 9, faire_faire: 12 },
      social: { informer: 8, faire_avec: 7, faire_faire: 11 },
    });
    expect(
      croisement.find(({ key }) => key.perimetre === 'argent' && key.mode === 'informer')?.valeur,
    ).toBeNull();
    expect(countMasked(croisement)).toBe(4);
  });

  it('is masked further when knowing that no masked cell is empty would give one away', async () => {
    const croisement = await publishCounts({
      argent: { informer: 1, faire_avec: 1, faire_faire: 10, faire_a_la_place_present: 20 },
      social: { informer: 1, faire_avec: 1, faire_faire: 10, faire_a_la_place_present: 20 },
      papiers: { informer: 10, faire_avec: 10, faire_faire: 10, faire_a_la_place_present: 20 },
    });
    // Four masked cells of 1 in a square give themselves away to who knows that none is 0.
    expect(countMasked(croisement)).toBeGreaterThan(4);
  });
});
