import { expect, test } from 'vitest';
import vectors from '../data/vectors-public.json' with { type: 'json' };
import { catalogue, getDemarche } from './catalogue.ts';
import type { ContexteActe } from './contexte.ts';
import { decideActe } from './decision.ts';
import { echeances } from './echeance.ts';
import { crosswalk, findPerimetre } from './perimetre.ts';
import { expandSigles, phoneticKey, search, spellSigle, tokens } from './search.ts';
import { PERIMETRES } from './nomenclatures.ts';

const expected = new Map<string, unknown>(vectors.vecteurs.map((v) => [v.id, v.attendu]));
const rank = (q: string, id: string) => search(q, { limit: 50 }).findIndex((r) => r.id === id) + 1;

/** `ok`, or the expected code if it is among the reasons: others may come with it. */
function decide(id: string, c: ContexteActe, code: unknown): unknown {
  const d = getDemarche(id);
  if (d === undefined) throw new Error(`no entry ${id}`);
  const decision = decideActe(d, c);
  if (decision.ok) return 'ok';
  const codes = decision.motifs.map((m) => m.code);
  return codes.find((found) => found === code) ?? codes;
}

const le = '2026-11-22';
const surendettement: Omit<ContexteActe, 'acte' | 'moyen'> = {
  mode: 'faire_a_la_place_present',
  acteur: { statut: 'salarie', habilitations: ['aidants-connect'] },
  mandat: { perimetres: ['argent'], finLe: '2027-11-21' },
  le,
};
const benevole: Omit<ContexteActe, 'mode' | 'moyen'> = {
  acteur: { statut: 'benevole', habilitations: [] },
  acte: 'telecharger',
  le,
};

/** Closing day and reminder of the first due date. */
function firstDue(...call: Parameters<typeof echeances>): unknown {
  const r = echeances(...call);
  if (!r.ok) return r.motifs.map((m) => m.code);
  const [e] = r.value;
  return { ferme: e?.ferme, rappelLe: e?.rappelLe };
}

/** The vectors of what exists; rights, import and interop have theirs (droits, changement, fusion, cpsv-ap). */
const CALLS: Readonly<Record<string, (attendu: unknown) => unknown>> = {
  V01: () => tokens("L'allocation d'éducation"),
  V02: () => phoneticKey('lojement') === phoneticKey('logement'),
  V05: () => [spellSigle('RSA'), search('ereza')[0]?.id],
  V06: () => search('a pé el')[0]?.id,
  V08: () => {
    const found = rank('pole emploi actualisation', 'france-travail-actualisation');
    return { max: found > 0 && found <= 5 ? 5 : found };
  },
  V09: () => search('CMU')[0]?.id,
  V10: () => expandSigles("pas d'argent"),
  V12: () => {
    const empty = ['', '   ', 'de la'].map((q) => search(q));
    search('x'.repeat(2000));
    return [...empty, 'sans exception'];
  },
  V13: () => {
    const social = findPerimetre('N19811');
    const roundTrip = PERIMETRES.every((p) =>
      Object.values(crosswalk(p)).every((code: string) => {
        const back = findPerimetre(code);
        return back.ok && back.value === p;
      }),
    );
    const associations = findPerimetre('Associations');
    return [
      social.ok && social.value,
      roundTrip,
      { ok: associations.ok, code: associations.ok ? undefined : associations.motifs[0]?.code },
    ];
  },
  V14: (attendu) => {
    const codes = attendu as string[];
    return [
      decide('surendettement', { ...surendettement, acte: 'deposer', moyen: 'aidants-connect' }, codes[0]),
      decide('surendettement', { ...surendettement, acte: 'signer', moyen: 'aidants-connect' }, codes[1]),
      decide('surendettement', { ...surendettement, acte: 'deposer', moyen: 'compte-usager' }, codes[2]),
    ];
  },
  V17: (attendu) => {
    const codes = attendu as string[];
    return [
      decide('ameli-attestation', { ...benevole, mode: 'faire_avec', moyen: 'aucun' }, codes[0]),
      decide(
        'ameli-attestation',
        { ...benevole, mode: 'faire_a_la_place_present', moyen: 'aidants-connect' },
        codes[1],
      ),
      decide('rsa', { ...benevole, mode: 'faire_avec', moyen: 'aucun' }, codes[2]),
    ];
  },
  V19: () =>
    firstDue('logement-social-renouvellement', '2026-11-22', '2027-12-31', { dernierDepot: '2026-01-15' }),
  V22: () => firstDue('cmi', '2026-11-22', '2027-12-31', { expireLe: '2027-06-30' }),
  V34: () => ({
    rangMax: Math.max(
      3,
      ...catalogue.demarches.flatMap((d) =>
        [...d.aliases, ...d.synonymes].map((alias) => rank(alias, d.id) || Number.POSITIVE_INFINITY),
      ),
    ),
  }),
};

test.each(Object.entries(CALLS))('%s', (id, call) => {
  const attendu = expected.get(id);
  expect(attendu).toBeDefined();
  expect(call(attendu)).toEqual(attendu);
});
