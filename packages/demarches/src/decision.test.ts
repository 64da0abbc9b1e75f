import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue, getDemarche } from './catalogue.ts';
import type { ContexteActe } from './contexte.ts';
import type { Demarche } from './demarche.ts';
import { decideActe } from './decision.ts';
import { ACTES, MODES, MOYENS, PERIMETRES } from './nomenclatures.ts';

const demarche = (id: string) => {
  const d = getDemarche(id);
  if (d === undefined) throw new Error(`no entry ${id}`);
  return d;
};
const codes = (id: string, c: ContexteActe) => {
  const decision = decideActe(demarche(id), c);
  return decision.ok ? 'ok' : decision.motifs.map((m) => m.code);
};

const salarie: ContexteActe['acteur'] = { statut: 'salarie', habilitations: ['aidants-connect'] };
const le = '2026-11-22';
const mandat = { perimetres: ['argent' as const], finLe: '2027-11-21' };

const rsa: ContexteActe = {
  mode: 'faire_a_la_place_present',
  acte: 'deposer',
  moyen: 'aucun',
  acteur: salarie,
  le,
};
const social = { perimetres: ['social' as const], finLe: le };

test.each<[string, string, Partial<ContexteActe>, string | string[]]>([
  ['no mandate on a sensitive démarche', 'rsa', {}, ['MANDAT_REQUIS']],
  ['a mandate valid until today, included', 'rsa', { mandat: social }, 'ok'],
  ['a mandate ended yesterday', 'rsa', { mandat: { ...social, finLe: '2026-11-21' } }, ['MANDAT_EXPIRE']],
  ['a mandate for something else', 'rsa', { mandat }, ['PERIMETRE_NON_COUVERT']],
  [
    'a mandate that leaves this act out',
    'rsa',
    { mandat: { ...social, actesExclus: ['deposer'] } },
    ['PERIMETRE_NON_COUVERT'],
  ],
  [
    'both at once',
    'rsa',
    { mandat: { ...mandat, finLe: '2020-01-01' } },
    ['PERIMETRE_NON_COUVERT', 'MANDAT_EXPIRE'],
  ],
  ['a simple démarche, a current act', 'ameli-attestation', { acte: 'telecharger' }, 'ok'],
  ['a simple démarche, an act that engages', 'ameli-attestation', { acte: 'valider' }, ['MANDAT_REQUIS']],
  [
    'absent: always a mandate',
    'ameli-attestation',
    { mode: 'faire_a_la_place_absent', acte: 'consulter' },
    ['MANDAT_REQUIS'],
  ],
  [
    'acting on an expired mandate, even where none is needed',
    'rsa',
    { mode: 'faire_avec', mandat: { ...social, finLe: '2020-01-01' } },
    ['MANDAT_EXPIRE'],
  ],
  ['no mandate where none is needed', 'rsa', { mode: 'faire_avec' }, 'ok'],
  ['an employee alone on a sensitive paper file', 'surendettement', { mandat }, 'ok'],
  [
    'over-indebtedness on the account of the person, whoever types',
    'surendettement',
    { mandat, moyen: 'compte-usager' },
    ['MOYEN_INTERDIT'],
  ],
  [
    'over-indebtedness by another door than Aidants Connect',
    'surendettement',
    { mandat, moyen: 'espace-professionnel' },
    ['MOYEN_INTERDIT'],
  ],
  [
    'a volunteer with the habilitation on Aidants Connect',
    'ameli-attestation',
    {
      mode: 'faire_avec',
      moyen: 'aidants-connect',
      acteur: { statut: 'benevole', habilitations: ['aidants-connect'] },
    },
    ['MOYEN_INTERDIT'],
  ],
  [
    'the account of the person, even for a current act',
    'ameli-attestation',
    { moyen: 'compte-usager' },
    ['MANDAT_REQUIS'],
  ],
  [
    'Aidants Connect, even for a current act',
    'ameli-attestation',
    { moyen: 'aidants-connect' },
    ['MANDAT_REQUIS'],
  ],
  [
    'reasons in the order of the specification',
    'surendettement',
    {
      mode: 'faire_a_la_place_absent',
      acte: 'signer',
      moyen: 'aidants-connect',
      acteur: { statut: 'benevole', habilitations: [] },
      protection: 'tutelle',
    },
    [
      'ACTE_RESERVE',
      'MOYEN_INTERDIT',
      'PROTECTION_JURIDIQUE',
      'CLASSE_SENSIBLE',
      'MODE_NON_PERMIS',
      'MANDAT_REQUIS',
      'HABILITATION_REQUISE',
    ],
  ],
  [
    'Aidants Connect without habilitation',
    'rsa',
    { mandat: social, moyen: 'aidants-connect', acteur: { statut: 'salarie', habilitations: [] } },
    ['MOYEN_INTERDIT'],
  ],
  [
    'Aidants Connect and a curatelle',
    'rsa',
    { mandat: social, moyen: 'aidants-connect', protection: 'curatelle' },
    ['PROTECTION_JURIDIQUE'],
  ],
  [
    'an elected person in place of the person',
    'rsa',
    { mandat: social, acteur: { statut: 'elu', habilitations: [] } },
    ['HABILITATION_REQUISE'],
  ],
  [
    'biometrics of a passport',
    'passeport',
    { acte: 'biometrie', mandat: { ...social, perimetres: ['papiers'] } },
    ['ACTE_RESERVE'],
  ],
  [
    'a passport without the person',
    'passeport',
    { mode: 'faire_a_la_place_absent', mandat: { ...social, perimetres: ['papiers'] } },
    ['MODE_NON_PERMIS'],
  ],
])('%s', (_, id, change, expected) => {
  expect(codes(id, { ...rsa, ...change })).toEqual(expected);
});

test('what is not a known code or a day is refused, never let through', () => {
  const bad = {
    mode: 'faire_a_la_place',
    acte: 'tout',
    moyen: 'aidantsconnect',
    le: '',
    acteur: { statut: 'bénévole', habilitations: [] },
    mandat: { ...social, finLe: '2027-02-30' },
    protection: 'curatelle_simple',
  } as unknown as ContexteActe;
  const decision = decideActe(demarche('ameli-attestation'), bad);
  expect(decision.ok ? [] : decision.motifs.map((m) => [m.code, m.path?.join('.')])).toEqual([
    ['CHAMP_INVALIDE', 'mode'],
    ['CHAMP_INVALIDE', 'acte'],
    ['CHAMP_INVALIDE', 'moyen'],
    ['CHAMP_INVALIDE', 'acteur.statut'],
    ['CHAMP_INVALIDE', 'protection'],
    ['DATE_INVALIDE', 'le'],
    ['DATE_INVALIDE', 'mandat.finLe'],
  ]);
  expect(JSON.stringify(decision)).not.toContain('aidantsconnect');
});

test('a context of another shape is refused with its path, never thrown', () => {
  const refused = (c: unknown) => {
    const decision = decideActe(demarche('rsa'), c as ContexteActe);
    return decision.ok ? 'ok' : decision.motifs.map((m) => [m.code, m.path?.join('.')]);
  };
  for (const c of [null, undefined, 5, 'Jean Dupont', []])
    expect(refused(c)).toEqual([['CHAMP_INVALIDE', '']]);
  const acteur = [['CHAMP_INVALIDE', 'acteur']];
  for (const c of [{}, { ...rsa, acteur: null }, { ...rsa, acteur: 'x' }]) expect(refused(c)).toEqual(acteur);
  const habilitations = [['CHAMP_INVALIDE', 'acteur.habilitations']];
  for (const h of [undefined, null, 'aidants-connect', [5]]) {
    expect(refused({ ...rsa, acteur: { statut: 'salarie', habilitations: h } })).toEqual(habilitations);
  }
  for (const m of [null, 'x', []])
    expect(refused({ ...rsa, mandat: m })).toEqual([['CHAMP_INVALIDE', 'mandat']]);
  expect(refused({ ...rsa, mandat: { finLe: le } })).toEqual([['CHAMP_INVALIDE', 'mandat.perimetres']]);
  expect(refused({ ...rsa, mandat: { ...social, actesExclus: 'deposer' } })).toEqual([
    ['CHAMP_INVALIDE', 'mandat.actesExclus'],
  ]);
});

test('sensitive: the elected person informs; an agent acts as an employee does; simple: who helps may act', () => {
  const elu = { statut: 'elu', habilitations: [] } as const;
  expect(codes('rsa', { ...rsa, mode: 'informer', acteur: elu })).toBe('ok');
  expect(codes('rsa', { ...rsa, mandat: social, acteur: { statut: 'agent', habilitations: [] } })).toBe('ok');
  expect(codes('ameli-attestation', { ...rsa, acteur: elu })).toBe('ok');
});

test('simple, person present: five acts need no mandate, any other does', () => {
  const libres = ACTES.filter((acte) => codes('ameli-attestation', { ...rsa, acte }) === 'ok');
  expect(libres).toEqual(['remplir', 'joindre', 'deposer', 'consulter', 'telecharger']);
  for (const acte of ACTES) {
    if (!libres.includes(acte)) {
      expect(codes('ameli-attestation', { ...rsa, acte })).toEqual(['MANDAT_REQUIS']);
    }
  }
});

test('where reserved acts are decided, nothing is left to check', () => {
  const choix = { ...rsa, acte: 'choix-irreversible', mandat } as const;
  expect(decideActe(demarche('surendettement'), choix)).toEqual({ ok: true, obligations: [] });
});

test('what an entry closes stays closed: a mode, Aidants Connect, absence for an act done in person', () => {
  const simple = demarche('ameli-attestation');
  const source = { type: 'texte', ref: 'essai' } as const;
  const codesOf = (change: Partial<Demarche>, c: Partial<ContexteActe>) => {
    const decision = decideActe({ ...simple, ...change }, { ...rsa, mandat: social, ...c });
    return decision.ok ? 'ok' : decision.motifs.map((m) => m.code);
  };
  const modes = { informer: true, faire_faire: true, faire_a_la_place_present: false } as const;
  expect(codesOf({ modes }, {})).toEqual(['MODE_NON_PERMIS']);
  const auth = { ...simple.auth, valeur: { ...simple.auth.valeur, aidantsConnect: 'non' } } as const;
  expect(codesOf({ auth }, { moyen: 'aidants-connect' })).toEqual(['MOYEN_INTERDIT']);
  expect(codesOf({ auth }, { moyen: 'compte-usager' })).toBe('ok');
  const absent = { mode: 'faire_a_la_place_absent' } as const;
  for (const acte of ['signer', 'biometrie', 'remise', 'serment'] as const) {
    const actesReserves = [{ acte, qui: 'usager-presence', base: 'essai', source }] as const;
    expect(codesOf({ actesReserves }, absent)).toEqual(['MODE_NON_PERMIS']);
    expect(codesOf({ actesReserves }, {})).toBe('ok');
  }
  // Signed at home on what the writer has prepared: only the act itself waits for the person.
  const signature = [{ acte: 'signer', qui: 'usager', base: 'essai', source }] as const;
  expect(codesOf({ actesReserves: signature }, absent)).toBe('ok');
  expect(codesOf({ actesReserves: signature }, { ...absent, acte: 'signer' })).toEqual(['ACTE_RESERVE']);
  const paiement = [{ acte: 'payer', qui: 'usager', base: 'essai', source }] as const;
  expect(codesOf({ actesReserves: paiement }, absent)).toBe('ok');
});

test('the person does her reserved act herself; nobody does it for her', () => {
  const signer = { ...rsa, acte: 'signer', mandat } as const;
  for (const mode of ['informer', 'faire_faire', 'faire_avec'] as const) {
    expect(codes('surendettement', { ...signer, mode })).toBe('ok');
  }
  expect(codes('surendettement', { ...signer, mode: 'faire_a_la_place_absent' })).toEqual([
    'ACTE_RESERVE',
    'MODE_NON_PERMIS',
  ]);
});

/** Nobody has looked for its reserved acts. */
const indecise = { ...demarche('rsa'), actesReserves: [], actesReservesDecide: false };

test('an accepted act says what must go with it', () => {
  expect(decideActe(demarche('rsa'), { ...rsa, mandat: social })).toEqual({
    ok: true,
    obligations: ['relecture', 'copie-papier'],
  });
  expect(decideActe(demarche('rsa'), { ...rsa, mode: 'faire_avec', protection: 'sauvegarde' })).toEqual({
    ok: true,
    obligations: ['mandat-recommande', 'verifier-protection'],
  });
  expect(decideActe(demarche('amende-payer'), { ...rsa, mode: 'faire_avec', acte: 'payer' })).toMatchObject({
    obligations: ['mandat-recommande', 'consentement-paiement'],
  });
  expect(decideActe(indecise, { ...rsa, acte: 'signer', mandat: social })).toMatchObject({
    obligations: ['relecture', 'copie-papier', 'verifier-acte-reserve'],
  });
});

test.each<[ContexteActe['acte'], string[]]>([
  ['consulter', []],
  ['joindre', []],
  ['remplir', ['relecture']],
  ['deposer', ['relecture', 'copie-papier']],
  ['valider', ['relecture', 'copie-papier']],
  ['actualiser', ['relecture', 'copie-papier']],
  ['payer', ['consentement-paiement', 'copie-papier']],
  ['serment', ['verifier-acte-reserve']],
])('done for the person, %s asks for %j', (acte, obligations) => {
  expect(decideActe(indecise, { ...rsa, acte, mandat: social })).toEqual({ ok: true, obligations });
});

test('a mandate is advised where it is useful and not given', () => {
  const simple = { ...rsa, acte: 'consulter', mode: 'faire_a_la_place_present' } as const;
  const attestation = demarche('ameli-attestation');
  expect(decideActe(attestation, simple)).toEqual({ ok: true, obligations: ['mandat-recommande'] });
  expect(decideActe(attestation, { ...simple, mandat: social })).toEqual({ ok: true, obligations: [] });
  expect(decideActe(attestation, { ...simple, mode: 'faire_avec' })).toEqual({ ok: true, obligations: [] });
});

const contexte = fc.record({
  mode: fc.constantFrom(...MODES),
  acte: fc.constantFrom(...ACTES),
  moyen: fc.constantFrom(...MOYENS),
  le: fc.constantFrom('2026-01-01', '2026-11-22', '2027-06-30'),
  acteur: fc.record({
    statut: fc.constantFrom('salarie', 'agent', 'benevole', 'service-civique', 'elu'),
    habilitations: fc.constantFrom([], ['aidants-connect']),
  }),
  mandat: fc.record({
    perimetres: fc.subarray([...PERIMETRES]),
    finLe: fc.constantFrom('2026-06-30', '2027-06-30'),
  }),
  protection: fc.constantFrom('aucune', 'sauvegarde', 'curatelle', 'tutelle', 'inconnue'),
});
const entry = fc.constantFrom(...catalogue.demarches);

test('one more restriction never turns a refusal into an acceptance', () => {
  fc.assert(
    fc.property(entry, contexte, fc.constantFrom(...ACTES), (d, c, acte) => {
      const before = decideActe(d, c);
      const reserve = {
        acte,
        qui: 'usager',
        base: 'essai',
        source: { type: 'depot', ref: 'essai' },
      } as const;
      const stricter = [
        decideActe(d, { ...c, mandat: { ...c.mandat, actesExclus: [acte] } }),
        decideActe({ ...d, actesReserves: [...d.actesReserves, reserve] }, c),
      ];
      for (const after of stricter) if (!before.ok) expect(after.ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('a volunteer never gets a sensitive démarche; a reserved act is never done in place of the person', () => {
  fc.assert(
    fc.property(entry, contexte, (d, c) => {
      const { ok } = decideActe(d, c);
      if (c.acteur.statut === 'benevole' && d.classe === 'sensible') expect(ok).toBe(false);
      if (c.mode.startsWith('faire_a_la_place') && d.actesReserves.some((a) => a.acte === c.acte)) {
        expect(ok).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
});
