import { getDemarche } from '@porte-plume/demarches';
import { describe, expect, it } from 'vitest';
import { checkExigences } from './exigences.ts';
import { parseNote } from './note.ts';
import { expandPermanence, parsePermanence } from './permanence.ts';
import { parseIntervention } from './parse-intervention.ts';
import { findDoublons } from './personne.ts';
import { parseSeance } from './etat-seance.ts';
import { count, personneOf, replay } from './scenario.fixture.ts';
import { generateScenario, type Defaut, type Scenario } from './scenario.ts';

const zone = 'Europe/Paris';
const make = (graine: number, sale: boolean, set: 'loire-seed' | 'marne-seed' = 'loire-seed') =>
  generateScenario({ set, graine, zone, sale });

/** What the functions of the package say is wrong, with the codes that they answer. */
function find(s: Scenario): string[] {
  const refused = replay(s);
  const lieux = new Map(s.lieux.map((l) => [l.id, l]));
  const found: string[] = [];
  for (const i of s.interventions) {
    const parsed = parseIntervention(i);
    if (!parsed.ok)
      found.push(...parsed.motifs.map((m) => `${i.id} ${m.code} ${(m.path ?? []).slice(0, 1).join('.')}`));
    else found.push(...(refused.get(i.id) ?? []).map((code) => `${i.id} ${code}`));
  }
  for (const n of s.notes) {
    const read = parseNote(n.texte);
    if (!read.ok)
      found.push(...read.motifs.flatMap((m) => (m.code === 'nir_detecte' ? [`${n.id} ${m.code}`] : [])));
  }
  for (const x of s.seances) {
    expect(parseSeance(x).ok).toBe(true);
    if (x.date > (lieux.get(x.lieuId)?.fermeLe ?? '9999')) found.push(`${x.id} ferme`);
    const permanence = s.permanences.find((p) => p.id === x.permanenceId);
    const [due] = permanence === undefined ? [] : expandPermanence(permanence, { du: x.date, au: x.date });
    if (due?.debut !== x.ouverteA) found.push(`${x.id} heure`);
  }
  return found.sort();
}

/** What each planted defect must be answered with. */
const EXPECTED: Partial<Record<Defaut['code'], (d: Defaut) => string[]>> = {
  suite_de_chiffres_nir: (d) => [`${d.objetId} nir_detecte`],
  duree_manquante: (d) => [`${d.objetId} type_invalide dureeMin`],
  saisie_anterieure: (d) => [`${d.objetId} instant_recule`],
  saisie_tardive: (d) => [`${d.objetId} date_seance`],
  mandat_absent: (d) => [`${d.avecId ?? ''} pas_de_mandat`],
  lieu_ferme: (d) => (d.objet === 'seance' ? [`${d.objetId} ferme`] : []),
  lieu_renomme: (d) => (d.objet === 'seance' ? [`${d.objetId} ferme`] : []),
  changement_heure: (d) => [`${d.objetId} heure`],
};

describe('the dirty mode', () => {
  const clean = make(42, false);
  const dirty = make(42, true);

  it('finds nothing in the clean set, replayed whole through decide', () => {
    expect(find(clean)).toEqual([]);
    expect(replay(clean).size).toBe(0);
    expect(clean.defauts).toEqual([]);
  });

  it.each([1, 42])('finds every planted defect, and nothing else, seed %i', (graine) => {
    const s = make(graine, true);
    expect(find(s)).toEqual(s.defauts.flatMap((d) => EXPECTED[d.code]?.(d) ?? []).sort());
    const rows = s.personnes.map(({ id, nom, prenom, anneeNaissance }) => ({
      id,
      nom,
      prenom,
      anneeNaissance,
    }));
    const pairs = findDoublons(rows).map(({ a, b }) => [a, b].sort().join(' '));
    for (const d of s.defauts.filter(({ objet }) => objet === 'personne'))
      expect(pairs, d.code).toContain([d.objetId, d.avecId ?? ''].sort().join(' '));
  });

  it('plants what the quotas say', () => {
    const of = (s: Scenario) =>
      count(
        s.defauts.filter(({ objet, code }) => objet !== 'seance' || code === 'changement_heure'),
        (d) => d.code,
      );
    expect(of(dirty)).toEqual({
      homonyme: 4,
      personne_doublee: 6,
      suite_de_chiffres_nir: 3,
      duree_manquante: 9,
      saisie_anterieure: 10,
      saisie_tardive: 10,
      mandat_absent: 3,
      lieu_renomme: 1,
      lieu_ferme: 1,
      changement_heure: 1,
    });
    // No change of the clocks between November and February.
    expect(of(make(42, true, 'marne-seed')).changement_heure).toBeUndefined();
  });

  it('is the same twice, and leaves the clean rows as they are', () => {
    expect(JSON.stringify(make(42, true))).toBe(JSON.stringify(dirty));
    expect(JSON.stringify(make(42, false))).toBe(JSON.stringify(clean));
    const named = new Set(dirty.defauts.flatMap((d) => [d.objetId, d.avecId ?? '']));
    const known = new Map(clean.interventions.map((i) => [i.id, i]));
    let same = 0;
    for (const i of dirty.interventions) {
      if (named.has(i.id) || named.has(personneOf(i))) continue;
      expect(i).toEqual(known.get(i.id));
      same += 1;
    }
    expect(same).toBeGreaterThan(250);
    expect(dirty.interventions).toHaveLength(clean.interventions.length);
    for (const key of ['personnes', 'lieux', 'seances'] as const) {
      const before = new Map<string, unknown>(clean[key].map((row) => [row.id, row]));
      for (const row of dirty[key]) if (!named.has(row.id)) expect(row).toEqual(before.get(row.id));
    }
    expect([...dirty.notes, ...dirty.personnes].map((row) => row.synthetic)).not.toContain(undefined);
  });

  it('keeps its references, whatever is dirty', () => {
    const personnes = new Set(dirty.personnes.map((p) => p.id));
    const suivis = new Map(dirty.suivis.map((x) => [x.id, x]));
    const mandats = new Map(dirty.mandats.map((m) => [m.id, m]));
    expect(new Set(dirty.personnes.map((p) => p.pseudonyme)).size).toBe(dirty.personnes.length);
    for (const i of dirty.interventions) {
      expect(personnes.has(personneOf(i))).toBe(true);
      for (const a of i.actes) {
        if (a.suiviId !== undefined) expect(suivis.get(a.suiviId)?.personne).toBe(personneOf(i));
        if (a.mandatId !== undefined) expect(mandats.get(a.mandatId)?.personneId).toBe(personneOf(i));
      }
    }
  });
});

describe('departement-annee, replayed', () => {
  const s = generateScenario({ set: 'departement-annee', graine: 42, zone });

  it('is accepted whole by decide, and by the matrix', () => {
    expect([...replay(s).entries()].slice(0, 3)).toEqual([]);
    const acteur = { id: 'e', structureId: s.structure.id, roles: ['ecrivain'] as const };
    for (const a of s.interventions.flatMap((i) => i.actes)) {
      const demarche = a.objet.nature === 'demarche' ? getDemarche(a.objet.demarcheId) : undefined;
      if (demarche === undefined) continue;
      const need = checkExigences(a, demarche, acteur);
      expect(need.motifs).toEqual([]);
      if (need.mandat === 'requis') expect(a.mandatId).toBeDefined();
    }
    for (const p of s.permanences) expect(parsePermanence(p).ok).toBe(true);
  });
});
