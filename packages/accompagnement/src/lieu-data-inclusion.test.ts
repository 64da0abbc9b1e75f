import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERVICES, type LieuPublic } from './lieu-standard.ts';
import { parseLieux, toDataInclusion } from './lieux.ts';
import { lieuOf, lieuxArbitrary } from './orientation.fixture.ts';

const made = (over: Record<string, unknown>) => {
  const r = toDataInclusion(lieuOf(over));
  if (!r.ok) throw new Error(r.motifs[0]?.code);
  return r.value;
};

/** The constraints of `structure.json` and `service.json` of data·inclusion v1 on what we write. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  frais: ['gratuit', 'payant'],
  type: ['accompagnement', 'atelier'],
  modes_accueil: ['a-distance', 'en-presentiel'],
  modes_mobilisation: ['envoyer-un-courriel', 'se-presenter', 'telephoner', 'utiliser-lien-mobilisation'],
  mobilisable_par: ['usagers', 'professionnels'],
  publics: ['etudiants', 'familles', 'femmes', 'jeunes', 'seniors'],
  reseaux_porteurs: [
    ...['aidants-connect', 'conseillers-numeriques', 'croix-rouge', 'fabrique-de-territoire'],
    ...['france-service', 'grandes-ecoles-du-numerique'],
  ],
};
function faultsOf(record: Readonly<Record<string, unknown>>): string[] {
  const text = (key: string) => String(record[key]);
  const faults = ['source', 'id', 'nom', 'description', 'date_maj'].filter(
    (key) => typeof record[key] !== 'string',
  );
  if (text('nom').length < 3 || text('nom').length > 150 || text('nom').endsWith('.')) faults.push('nom');
  if (text('description').length < 50 || text('description').length > 2000) faults.push('description');
  if (record.siret != null && !/^\d{14}$/.test(text('siret'))) faults.push('siret');
  if (record.code_postal != null && !/^\d{5}$/.test(text('code_postal'))) faults.push('code_postal');
  for (const [key, values] of Object.entries(CLOSED)) {
    const given = record[key];
    if (given === null || given === undefined) continue;
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    if (list.length === 0 || new Set(list).size !== list.length) faults.push(key);
    if (!list.every((v) => values.includes(v as string))) faults.push(key);
  }
  return faults;
}
const isFine = (lieu: LieuPublic) => {
  const r = toDataInclusion(lieu);
  return r.ok ? [...faultsOf({ ...r.value.structure }), ...faultsOf({ ...r.value.service })] : [];
};

describe('toDataInclusion (§11)', () => {
  it('30: a placeholder pivot is never exported as a siret; a real one is', () => {
    expect(made({ pivot: '00000000000000' }).structure.siret).toBeNull();
    expect(made({ pivot: 'W423001234' }).structure.siret).toBeNull();
    expect(made({ pivot: '43493312300029' }).structure.siret).toBe('43493312300029');
  });
  it.each([
    [
      0,
      [
        'numerique--acceder-a-des-services-en-ligne',
        'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
      ],
    ],
    [7, ['numerique--acceder-a-une-connexion-internet']],
    [8, ['numerique--acquerir-un-equipement']],
    ...[1, 2, 3, 4, 5, 6].map((i) => [i, ['numerique--maitriser-les-fondamentaux-du-numerique']] as const),
  ] as const)('service %i of the standard → its thématiques, its own name kept', (rank, thematiques) => {
    const { service } = made({ services: [SERVICES[rank]] });
    expect(service.thematiques).toEqual(thematiques);
    expect(service.description.toLowerCase()).toContain(SERVICES[rank]?.toLowerCase());
  });
  it.each([
    [{ frais_a_charge: ['Gratuit'] }, { frais: 'gratuit', frais_precisions: null }],
    [
      { frais_a_charge: ['Gratuit sous condition'] },
      { frais: 'gratuit', frais_precisions: 'Gratuit sous condition' },
    ],
    [{ frais_a_charge: ['Payant'] }, { frais: 'payant', frais_precisions: null }],
    [{ frais_a_charge: ['Gratuit', 'Payant'] }, { frais: 'gratuit', frais_precisions: 'Gratuit, Payant' }],
    [{}, { frais: null, type: null, modes_accueil: null, modes_mobilisation: null, publics: null }],
    [
      { modalites_acces: ['Se présenter', 'Téléphoner', 'Contacter par mail'] },
      { modes_mobilisation: ['se-presenter', 'telephoner', 'envoyer-un-courriel'], mobilisable_par: null },
    ],
    [
      { modalites_acces: ['Envoyer un mail avec une fiche de prescription'] },
      { modes_mobilisation: ['envoyer-un-courriel'], mobilisable_par: ['professionnels'] },
    ],
    [
      { prise_rdv: 'https://exemple.fr/rdv' },
      { lien_mobilisation: 'https://exemple.fr/rdv', modes_mobilisation: ['utiliser-lien-mobilisation'] },
    ],
    [
      { modalites_accompagnement: ['Accompagnement individuel', 'À distance'] },
      { type: 'accompagnement', modes_accueil: ['a-distance', 'en-presentiel'] },
    ],
    [
      { modalites_accompagnement: ['Dans un atelier collectif'] },
      { type: 'atelier', modes_accueil: ['en-presentiel'] },
    ],
  ])('%j → %j', (over, expected) => {
    expect(made(over).service).toMatchObject(expected);
  });
  it('writes the network, the hours and the accessibility sheet where data·inclusion looks for them', () => {
    const { structure, service } = made({
      dispositif_programmes_nationaux: ['France Services'],
      typologie: ['RFS'],
      horaires: 'Mo 09:00-12:00',
      fiche_acces_libre: 'https://acceslibre.beta.gouv.fr/app/x/',
      courriels: ['accueil@exemple.fr'],
    });
    expect(structure).toMatchObject({
      reseaux_porteurs: ['france-service'],
      horaires_accueil: 'Mo 09:00-12:00',
      accessibilite_lieu: 'https://acceslibre.beta.gouv.fr/app/x/',
      courriel: 'accueil@exemple.fr',
    });
    expect(service.structure_id).toBe(structure.id);
    expect(made({ horaires: 'le matin' }).structure.horaires_accueil).toBeNull();
    expect(made({ horaires: 'Mo-Fr 09:00-12:00; PH off' }).structure.horaires_accueil).toContain('PH off');
  });
  it('refuses what there is nothing to say of, all reasons at once', () => {
    const r = toDataInclusion(lieuOf({ services: [], nom: 'A.' }));
    expect(r.ok ? [] : r.motifs.map((m) => m.code)).toEqual(['service_inconnu', 'nom_trop_court']);
  });
  it('follows the schema, whatever the lieu', () => {
    fc.assert(
      fc.property(lieuxArbitrary, fc.string({ maxLength: 3000 }), (lieux, presentation_detail) =>
        lieux.every((lieu) => isFine({ ...lieu, presentation_detail }).length === 0),
      ),
      { numRuns: 1000 },
    );
  });
});

const folder = process.env.PORTE_PLUME_DATA;

describe.skipIf(folder === undefined)('toDataInclusion of the real lieux of PORTE_PLUME_DATA', () => {
  it('exports the 138 that say their services, each within the schema', () => {
    const rows = JSON.parse(
      folder === undefined ? '[]' : readFileSync(`${folder}/lieux/lieux-42-51.json`, 'utf8'),
    ) as unknown[];
    const { lieux } = parseLieux(rows);
    expect(lieux.flatMap(isFine)).toEqual([]);
    expect(lieux.filter((lieu) => toDataInclusion(lieu).ok)).toHaveLength(138);
  });
});
