import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyConservation,
  evolve,
  parseEtatDossiers,
  planConservation,
  REGLES_CONSERVATION,
  type EtatDossiers,
  type Gel,
  type LigneConservation,
  type Operation,
} from './conservation.ts';
import { addDays } from './date-civile.ts';

const PERSONNES = ['p-0', 'p-1', 'p-2', 'p-3'];
const jour = fc.integer({ min: 0, max: 1400 }).map((n) => addDays('2023-01-01', n));
const personne = fc.constantFrom(...PERSONNES);
const profil = { trancheAge: '70_74' as const, profilNumerique: 'non_demande' as const };
const named = <T>(prefix: string, some: fc.Arbitrary<T>, maxLength = 4) =>
  fc
    .array(some, { maxLength })
    .map((list) => list.map((item, rank) => ({ ...item, id: `${prefix}-${String(rank)}` })));

const unGel = fc.record({
  pick: fc.nat(60),
  motifCode: fc.constantFrom('litige' as const, 'controle' as const),
  du: jour,
  duree: fc.option(fc.nat(900)),
});

/** A whole organisation in small: every reference points at something, holds on anything. */
const etats: fc.Arbitrary<EtatDossiers> = fc
  .record({
    ouvertures: fc.tuple(jour, jour, jour, jour),
    fusions: fc.array(fc.record({ de: personne, vers: personne }), { maxLength: 2 }),
    interventions: named('i', fc.record({ qui: fc.option(personne), date: jour, annulee: fc.boolean() }), 6),
    suivis: named('s', fc.record({ personne, ouvertLe: jour })),
    orientations: named('o', fc.record({ sur: fc.nat(5), proposeeLe: jour })),
    adressages: named('a', fc.record({ recu: jour, retour: fc.option(jour), qui: fc.option(personne) })),
    notes: named('n', fc.record({ personne, ecriteLe: jour }), 2),
    diagnostics: named('d', fc.record({ personne, le: jour }), 2),
    mandats: named(
      'm',
      fc.record({ personne, archiveDes: jour, apres: fc.option(fc.nat(400)), archive: fc.boolean() }),
      3,
    ),
    passages: named('q', fc.record({}), 2),
    gels: fc.array(unGel, { maxLength: 3 }),
  })
  .map((x): EtatDossiers => {
    const interventions = x.interventions.map(({ id, qui, date, annulee }) => ({
      id,
      seanceId: 'seance-1',
      date,
      personne:
        qui === null
          ? { nature: 'anonyme' as const, profil }
          : { nature: 'suivie' as const, id: qui, profil },
      actes: [{ objet: { nature: 'demarche' as const, demarcheId: 'rsa' }, mode: 'faire_avec' as const }],
      dureeMin: 20,
      annulee: annulee ? { le: '2026-01-01T09:00:00.000Z' } : null,
    }));
    const cibles: Gel['objet'][] = [
      ...PERSONNES.map((id) => ({ nature: 'dossier' as const, id })),
      ...x.interventions.map(({ id }) => ({ nature: 'intervention' as const, id })),
      ...x.suivis.map(({ id }) => ({ nature: 'suivi' as const, id })),
      ...x.adressages.map(({ id }) => ({ nature: 'adressage' as const, id })),
      ...x.notes.map(({ id }) => ({ nature: 'note' as const, id })),
      ...x.diagnostics.map(({ id }) => ({ nature: 'diagnostic' as const, id })),
      ...x.mandats.map(({ id }) => ({ nature: 'mandat' as const, id })),
      ...x.passages.map(({ id }) => ({ nature: 'passage' as const, id })),
      { nature: 'seance' as const, id: 'seance-1' },
    ];
    return {
      zone: 'Europe/Paris',
      dossiers: PERSONNES.map((id, rank) => ({ personne: id, ouvertLe: x.ouvertures[rank] ?? '2023-01-01' })),
      fusions: x.fusions,
      interventions,
      seances: [{ id: 'seance-1', lieuId: 'lieu-1', date: '2024-06-01', passages: x.passages }],
      lieux: [{ id: 'lieu-1', territoireId: 'territoire-1' }],
      suivis: x.suivis.map((s) => ({ ...s, demarcheId: 'rsa', aboutissement: 'obtenu' as const })),
      orientations: x.orientations.flatMap(({ id, sur, proposeeLe }) => {
        const interventionId = interventions[sur]?.id;
        const cible = { nature: 'lieu' as const };
        return interventionId === undefined
          ? []
          : [{ id, interventionId, cible, statut: 'venue' as const, proposeeLe }];
      }),
      adressages: x.adressages.map(({ id, recu, retour, qui }) => ({
        id,
        recuLe: `${recu}T09:00:00.000Z`,
        perimetre: 'social' as const,
        urgence: false,
        retour: retour === null ? null : { code: 'fait' as const, le: `${retour}T09:00:00.000Z` },
        ...(qui === null ? {} : { personne: qui }),
      })),
      notes: x.notes,
      diagnostics: x.diagnostics.map((d) => ({ ...d, profilNumerique: 'debutant' as const })),
      mandats: x.mandats.map(({ id, personne: qui, archiveDes, apres, archive }) => ({
        id,
        personne: qui,
        archiveDes,
        purgeDes: apres === null ? null : addDays(archiveDes, apres),
        gele: apres === null,
        archive,
      })),
      gels: x.gels.flatMap(({ pick, motifCode, du, duree }) => {
        const objet = cibles[pick % cibles.length];
        return objet === undefined
          ? []
          : [{ objet, motifCode, du, ...(duree === null ? {} : { auInclus: addDays(du, duree) }) }];
      }),
    };
  });

const plan = (etat: EtatDossiers, le: string) => planConservation(etat, REGLES_CONSERVATION, le);
const at = (le: string) => ({ maintenant: `${le}T09:00:00.000Z`, zone: 'Europe/Paris' });
const run = (etat: EtatDossiers, le: string, lignes = plan(etat, le)) => {
  const { operations, certificat } = applyConservation(lignes, at(le));
  return { operations, certificat, etat: operations.reduce(evolve, etat) };
};
const key = ({ objet, regle }: LigneConservation) => `${objet.nature}:${objet.id}|${regle}`;

/** What a hold protects, written a second time: the object, its person, everyone merged with her, everything of theirs. */
function listProteges(etat: EtatDossiers, le: string): Set<string> {
  const gels = (etat.gels ?? []).filter((g) => g.du <= le && le <= (g.auInclus ?? '9999-12-31'));
  const proteges = new Set(gels.map(({ objet }) => `${objet.nature}:${objet.id}`));
  const links: [string, string][] = [
    ...(etat.fusions ?? []).map(({ de, vers }): [string, string] => [`dossier:${de}`, `dossier:${vers}`]),
    ...(etat.interventions ?? []).flatMap(({ id, personne: p }): [string, string][] =>
      p.nature === 'suivie' ? [[`intervention:${id}`, `dossier:${p.id}`]] : [],
    ),
    ...(etat.orientations ?? []).map((o): [string, string] => [
      `orientation:${o.id}`,
      `intervention:${o.interventionId}`,
    ]),
    ...(etat.suivis ?? []).map((s): [string, string] => [`suivi:${s.id}`, `dossier:${s.personne}`]),
    ...(etat.notes ?? []).map((n): [string, string] => [`note:${n.id}`, `dossier:${n.personne}`]),
    ...(etat.diagnostics ?? []).map((d): [string, string] => [`diagnostic:${d.id}`, `dossier:${d.personne}`]),
    ...(etat.mandats ?? []).map((m): [string, string] => [`mandat:${m.id}`, `dossier:${m.personne}`]),
    ...(etat.adressages ?? []).flatMap(({ id, personne: p }): [string, string][] =>
      p === undefined ? [] : [[`adressage:${id}`, `dossier:${p}`]],
    ),
  ];
  if (proteges.has('seance:seance-1')) {
    for (const { id } of etat.interventions ?? []) proteges.add(`intervention:${id}`);
    for (const { passages } of etat.seances ?? [])
      for (const { id } of passages) proteges.add(`passage:${id}`);
  }
  for (let before = -1; before !== proteges.size;) {
    before = proteges.size;
    for (const [a, b] of links) {
      if (proteges.has(a)) proteges.add(b);
      if (proteges.has(b)) proteges.add(a);
    }
  }
  return proteges;
}

/** What an operation takes away. */
function listEffaces(operations: readonly Operation[]): string[] {
  return operations.flatMap((o) => {
    switch (o.type) {
      case 'supprimer':
        return [`${o.objet.nature}:${o.objet.id}`];
      case 'purger_mandat':
        return [`mandat:${o.mandatId}`];
      case 'detruire_cle':
        return [`dossier:${o.personne}`];
      case 'ajouter_statistiques':
      case 'archiver_mandat':
        return [];
    }
  });
}

const RUNS = { numRuns: 1000 };

describe('retention', () => {
  it('never removes what a hold protects', () => {
    fc.assert(
      fc.property(etats, jour, fc.nat(400), (etat, le, plusTard) => {
        const proteges = listProteges(etat, le);
        for (const lignes of [
          plan(etat, le),
          plan(etat, addDays(le, plusTard)),
          plan(etat, addDays(le, -plusTard)),
        ]) {
          const { operations } = run(etat, le, lignes);
          expect(listEffaces(operations).filter((o) => proteges.has(o))).toEqual([]);
        }
      }),
      RUNS,
    );
  });
  it('plans more as days pass, never less, and nothing before its last day has gone', () => {
    fc.assert(
      fc.property(etats, jour, fc.nat(900), (etat, le, plusTard) => {
        const [tot, tard] = [plan(etat, le), plan(etat, addDays(le, plusTard))];
        const listed = new Set(tard.map(key));
        expect(tot.map(key).filter((k) => !listed.has(k))).toEqual([]);
        expect(tot.every(({ dernierJour }) => dernierJour !== null && dernierJour < le)).toBe(true);
      }),
      RUNS,
    );
  });
  it('does nothing more when a plan is applied twice, or made again', () => {
    fc.assert(
      fc.property(etats, jour, (etat, le) => {
        const first = run(etat, le);
        expect(first.operations.reduce(evolve, first.etat)).toBe(first.etat);
        const second = run(first.etat, le);
        expect(second.operations).toEqual([]);
        expect(second.etat).toBe(first.etat);
        expect(plan(first.etat, le).every(({ action }) => action === 'garder')).toBe(true);
        expect(second.certificat.hashAvant).toBe(second.certificat.hashApres);
      }),
      RUNS,
    );
  });
  it('leaves a state that holds together, with a row for whatever counted, written before anything goes', () => {
    fc.assert(
      fc.property(etats, jour, (etat, le) => {
        const { etat: after, operations, certificat } = run(etat, le);
        // A hold of the state may name what does not exist; nothing else may.
        const read = parseEtatDossiers(after);
        const lost = read.ok ? [] : read.motifs.filter(({ code }) => code.endsWith('_inconnue'));
        expect(lost).toEqual([]);
        const counted = ({ interventions = [], statistiques = [] }: EtatDossiers) =>
          interventions.filter(({ annulee }) => annulee === null).length +
          statistiques.filter(({ nature }) => nature === 'intervention').length;
        expect(counted(after)).toBe(counted(etat));
        expect(operations.findIndex(({ type }) => type === 'ajouter_statistiques')).toBeLessThanOrEqual(0);
        expect(new Set(operations.map(({ op }) => op)).size).toBe(operations.length);
        expect(certificat.nombres.statistique ?? 0).toBe(after.statistiques?.length ?? 0);
        expect(JSON.stringify([certificat, after.statistiques])).not.toMatch(/"[piosandmq]-\d"/);
      }),
      RUNS,
    );
  });
  it('plans the same whatever the order of the lists, and changes nothing of the state', () => {
    fc.assert(
      fc.property(etats, jour, (etat, le) => {
        const before = JSON.stringify(etat);
        const lignes = plan(etat, le);
        expect(JSON.stringify(etat)).toBe(before);
        const shuffled: EtatDossiers = {
          ...etat,
          dossiers: [...etat.dossiers].reverse(),
          interventions: [...(etat.interventions ?? [])].reverse(),
          orientations: [...(etat.orientations ?? [])].reverse(),
          suivis: [...(etat.suivis ?? [])].reverse(),
        };
        const brief = (list: LigneConservation[]) =>
          JSON.stringify(list.map((l) => ({ ...l, efface: undefined })));
        expect(brief(plan(shuffled, le))).toBe(brief(lignes));
        const applied = (list: LigneConservation[]) => JSON.stringify(applyConservation(list, at(le)));
        expect(applied(plan(shuffled, le))).toBe(applied(lignes));
      }),
      RUNS,
    );
  });
});
