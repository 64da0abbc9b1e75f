import { getDemarche } from '@porte-plume/demarches';
import { emptyLedger, parseLedger, verifyLedger, type Ledger } from '@porte-plume/statistiques';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  computeIndicateurs,
  freezeRapport,
  getIndicateurs,
  libelleDimension,
  libelleModalite,
  libelleRegroupement,
  verifyRapport,
  type ContexteRapport,
  type Faits,
  type Rapport,
} from './indicateurs.ts';
import { generateScenario } from './scenario.ts';

const scenario = generateScenario({ set: 'loire-seed', graine: 42, zone: 'Europe/Paris' });
const faits: Faits = {
  interventions: scenario.interventions,
  seances: scenario.seances,
  lieux: scenario.lieux,
  getDemarche: (id) => getDemarche(id),
};
const alea = (octets: number): Uint8Array => new Uint8Array(octets).fill(7);
const contexte = (over: Partial<ContexteRapport> = {}): ContexteRapport => ({
  maintenant: '2027-01-15T09:00:00.000Z',
  zone: 'Europe/Paris',
  alea,
  acteur: { id: 'c', structureId: scenario.structure.id, roles: ['coordinateur'] },
  audience: 'funder',
  ledger: emptyLedger(),
  ...over,
});
const mois = [...new Set(scenario.interventions.map(({ date }) => date.slice(0, 7)))].sort();
const premier = mois[0] ?? '';
const finDe = (m: string): string =>
  new Date(Date.UTC(Number(m.slice(0, 4)), Number(m.slice(5)), 0)).toISOString().slice(0, 10);
const periode = (du: string, au: string) => ({ du: `${du}-01`, au: finDe(au) });
const tout = periode(premier, mois.at(-1) ?? '');

const fige = async (sur = tout, over: Partial<ContexteRapport> = {}, de: Faits = faits): Promise<Rapport> => {
  const rapport = await freezeRapport('indicateurs@2026.1', de, sur, contexte(over));
  if (!rapport.ok) throw new Error(rapport.motifs.map(({ code, phrase }) => `${code} ${phrase}`).join('\n'));
  return rapport.value;
};
const ledgerOf = (...rapports: Rapport[]): Ledger => {
  const lu = parseLedger(rapports.flatMap((r) => r.publications.map(({ ligne }) => ligne)).join('\n'));
  if (!lu.ok) throw new Error(lu.motifs.map(({ phrase }) => phrase).join('\n'));
  return lu.value;
};

describe('freezeRapport', () => {
  it('gives the figures of the period, a table a unit, and lines that make a sound ledger', async () => {
    const rapport = await fige();
    const chiffres = Object.fromEntries(rapport.chiffres.map(({ code, valeur }) => [code, valeur]));
    // Every indicator of the set is there, with its value or why it has none.
    expect(rapport.chiffres.map(({ code }) => code)).toEqual(
      getIndicateurs(rapport.set).map(({ code }) => code),
    );
    expect(
      rapport.chiffres.filter(({ valeur, raison }) => (valeur === null) !== (raison !== undefined)),
    ).toEqual([]);
    // A figure that no table carries is not told as too small.
    expect(rapport.chiffres.find(({ code }) => code === 'O3')?.raison).toBe(
      'Ce rapport ne détaille pas ce chiffre.',
    );
    const comptees = scenario.interventions.filter(({ annulee }) => annulee === null);
    expect(chiffres.A1).toBe(comptees.length);
    expect(chiffres.A2).toBe(
      new Set(comptees.flatMap(({ personne: p }) => (p.nature === 'suivie' ? [p.id] : []))).size,
    );
    expect(rapport.publications.map(({ unite }) => unite)).toEqual(['intervention', 'demarche', 'personne']);
    expect(verifyLedger(ledgerOf(rapport)).ok).toBe(true);
    expect(await verifyRapport(rapport)).toEqual({ ok: true, value: true });
  });

  it('tells shares out of its tables, the very ones of the indicators', async () => {
    const rapport = await fige();
    const vrais = computeIndicateurs(getIndicateurs(rapport.set), faits, tout);
    const parts = rapport.chiffres.filter(({ nature, code }) => nature === 'part' && code !== 'Q1');
    expect(parts.length).toBeGreaterThan(3);
    for (const { code, valeur } of parts) {
      const vrai = vrais[code];
      expect([code, valeur]).toEqual([code, vrai?.ok === true ? vrai.value.value : null]);
    }
  });

  it('still opens and checks a report of the first form', async () => {
    const { hash: _hash, ...reste } = await fige();
    const avant = { ...reste, version: 1 as const, chiffres: reste.chiffres.slice(0, 6) };
    const hash = `sha256:${createHash('sha256')
      .update(canonicalize(avant) ?? '')
      .digest('hex')}`;
    expect(_hash).not.toBe(hash);
    expect(await verifyRapport({ ...avant, hash })).toEqual({ ok: true, value: true });
  });

  it('shows no count from 1 to 4, and no median', async () => {
    const rapport = await fige();
    for (const { csv } of rapport.publications) expect(csv.match(/,[1-4],publie$/gmu)).toBeNull();
    const a6 = rapport.chiffres.find(({ code }) => code === 'A6');
    expect(a6).toMatchObject({ valeur: null, raison: 'Diffusée par tranches seulement.' });
  });

  it('is the same for the same facts in another order, and tells any change', async () => {
    const rapport = await fige();
    const autre = await fige(tout, {}, { ...faits, interventions: faits.interventions.toReversed() });
    expect(autre.chiffres).toEqual(rapport.chiffres);
    const change = structuredClone(rapport);
    const [chiffre] = change.chiffres;
    if (chiffre) chiffre.valeur = 999;
    const verdict = await verifyRapport(change);
    expect(verdict.ok ? [] : verdict.motifs.map(({ code }) => code)).toEqual(['rapport_altere']);
  });

  it('is refused to who may not publish, on part of a month, or before the period is over', async () => {
    const codes = async (over: Partial<ContexteRapport>, sur = tout): Promise<string[]> => {
      const rapport = await freezeRapport('indicateurs@2026.1', faits, sur, contexte(over));
      return rapport.ok ? [] : rapport.motifs.map(({ code }) => code);
    };
    const ecrivain = { id: 'e', structureId: scenario.structure.id, roles: ['ecrivain' as const] };
    expect(await codes({ acteur: ecrivain })).toEqual(['role_insuffisant']);
    expect(await codes({}, { du: `${premier}-02`, au: tout.au })).toEqual(['periode_incoherente']);
    expect(await codes({ maintenant: `${tout.au}T10:00:00.000Z` })).toEqual(['periode_incoherente']);
    expect(await codes({}, { du: tout.au, au: tout.du })).toEqual(['periode_incoherente']);
    expect(await codes({}, { du: 'hier', au: '2026-02-30' })).toEqual([
      'periode_incoherente',
      'periode_incoherente',
    ]);
    expect(await codes({ audience: 'lune' as unknown as 'open' })).toEqual(['code_inconnu']);
  });

  it('refuses a damaged file instead of failing on it', async () => {
    const rapport = await fige();
    for (const file of [null, {}, { ...rapport, publications: [null] }, { ...rapport, publications: 3 }]) {
      const verdict = await verifyRapport(file as unknown as Rapport);
      expect(verdict.ok ? [] : verdict.motifs.map(({ code }) => code)).toEqual(['rapport_altere']);
    }
  });

  it('protects a cumulative report jointly with the one before', async () => {
    const debut = mois.slice(0, 2);
    const un = await fige(periode(debut[0] ?? '', debut[1] ?? ''));
    const deux = await freezeRapport(
      'indicateurs@2026.1',
      faits,
      periode(debut[0] ?? '', mois[2] ?? ''),
      contexte({ ledger: ledgerOf(un) }),
    );
    // Either is sound: published with more cells masked, or refused with its reason.
    if (deux.ok) expect(verifyLedger(ledgerOf(un, deux.value)).ok).toBe(true);
    else expect(deux.motifs.length).toBeGreaterThan(0);
  });

  it('asks more of open data', async () => {
    const ouvert = await fige(tout, { audience: 'open' });
    expect(ouvert.norme).toMatch(/^FR_STRICT_11@/u);
    for (const { csv } of ouvert.publications) expect(csv.match(/,([1-9]|10),publie$/gmu)).toBeNull();
  });

  it('names every dimension and every code in French', async () => {
    const rapport = await fige();
    const bruts = rapport.publications.flatMap(({ csv }) => {
      const [entete = '', ...lignes] = csv.trim().split('\n');
      const dims = entete.split(',').slice(0, -2);
      return dims.flatMap((dim, rang) => [
        ...(libelleDimension(dim) === dim ? [dim] : []),
        ...lignes
          .map((ligne) => ligne.split(',')[rang] ?? '')
          .filter((code) => libelleModalite(dim, code) === code),
      ]);
    });
    expect(bruts).toEqual([]);
    expect(libelleModalite('mois', '2026-07')).toBe('juillet 2026');
    expect(libelleModalite('mois', '2026-T1')).toBe('1er trimestre 2026');
    expect(libelleModalite('age', '75_plus')).toBe('75 ans et plus');
    expect(libelleRegroupement('mois : regroupé par trimestre')).toBe(
      'Période\u00a0: regroupé par trimestre',
    );
  });

  it('divides a funding by the interventions of the very same days, or says why not', async () => {
    const financement = {
      id: 'f',
      financeur: 'Caisse d’essai',
      convention: '2026-1',
      avenant: 0,
      ...tout,
      montantCentimes: 620_000,
      part: { numerateur: 1, denominateur: 2 },
      indicateurs: 'indicateurs@2026.1',
    };
    const { cout } = await fige(tout, { financement });
    expect(cout).toMatchObject({ centimes: 4000, totalCentimes: 1_240_000 });
    const autre = await fige(tout, { financement: { ...financement, du: '2020-01-01' } });
    expect(autre.cout).toMatchObject({
      centimes: null,
      raison: 'Le financement et les interventions ne couvrent pas les mêmes jours.',
    });
    expect((await verifyRapport({ ...autre, cout })).ok).toBe(false);
    expect((await fige()).cout).toBeNull();
  });

  it('says nothing when there is nothing', async () => {
    const vide = await freezeRapport('indicateurs@2026.1', { ...faits, interventions: [] }, tout, contexte());
    expect(vide.ok ? [] : new Set(vide.motifs.map(({ code }) => code))).toEqual(new Set(['EMPTY_UNIVERSE']));
  });
});
