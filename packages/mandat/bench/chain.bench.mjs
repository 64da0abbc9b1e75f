/**
 * The register against a bare loop of createHash over the same canonical JSON; the fold against the zod parse of the
 * same events; `verifier` at 10 000 mandates against itself at 100. Interleaved in one process.
 * `node bench/chain.bench.mjs` after a build.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { createIndex, decide, etatA, evolve, verifier } from '@porte-plume/mandat';
import { chain, GENESE, signHead, verifyChain, verifyHead } from '@porte-plume/mandat/ledger';
import { EvenementSchema } from '@porte-plume/mandat/schemas';
import { generateKeyPair } from 'jose';

const version = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
const round = (x) => Number(x.toPrecision(3));
const at = (times, share) => times.sort((a, b) => a - b)[Math.floor(share * (times.length - 1))];
const time = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

// One mandate of twenty events: signed, a copy handed over, seven acts each read back before.
const habilitation = {
  ecrivainRef: 'e-1',
  structureId: 's-1',
  kind: 'ecrivain',
  du: '2026-01-01',
  charteVersion: '1',
};
const demarche = {
  id: 'aide-logement',
  catalogueVersion: '2026.11',
  perimetre: 'logement',
  classe: 'simple',
  libelle: 'Demander une aide au logement',
  signaturePersonnelle: false,
  actesReserves: [],
  article9: false,
};
const hash = 'a'.repeat(64);
const lecture = {
  langue: 'fr',
  lecture: 'voix_haute',
  interprete: 'aucun',
  reformulation: 'comprise',
  noticeBilingue: false,
};
const actes = Array.from({ length: 7 }, (_, rang) => [
  [
    'Relire',
    {
      itemId: 'i-1',
      demarcheId: demarche.id,
      interventionRef: `v-${rang}`,
      recapitulatifHash: hash,
      luPar: 'e-1',
      accord: true,
      langue: 'fr',
    },
  ],
  [
    'EffectuerActe',
    {
      itemId: 'i-1',
      demarcheId: demarche.id,
      acte: 'deposer',
      mode: 'faire_a_la_place_present',
      canal: 'presence',
      resultat: 'reussi',
      interventionRef: `v-${rang}`,
      presenceMandant: true,
    },
  ],
]).flat();
const commandes = [
  [
    'PreparerMandat',
    {
      structure: { id: 's-1', libelle: 'Maison de quartier', zone: 'Europe/Paris' },
      mandant: { ref: 'p-0', capacite: 'aucune_mesure' },
      constituant: { kind: 'mandant' },
      items: [
        {
          id: 'i-1',
          portee: { kind: 'demarche', demarche },
          actes: ['consulter', 'saisir', 'deposer'],
          sauf: [],
          uneFois: false,
        },
      ],
      duree: { mois: 6 },
      ecrivains: ['e-1'],
    },
  ],
  ['PresenterNotice', { notice: { modele: 'notice', version: '1', langue: 'fr', documentHash: hash } }],
  ['EnregistrerLecture', lecture],
  [
    'Consentir',
    {
      recueil: { ...lecture, mode: 'presence', forme: 'signature_ecran', temoins: [] },
      documentHash: hash,
    },
  ],
  ['AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }],
  ['RemettreExemplaire', { canal: 'papier' }],
  ...actes,
];
const evenements = [];
let etat = null;
for (const [rang, [type, donnees]] of commandes.entries()) {
  const maintenant = new Date(Date.UTC(2026, 10, 22, 9, rang)).toISOString();
  const resultat = decide(
    etat,
    {
      v: 1,
      id: `c-${rang}`,
      type,
      mandatId: 'm-0',
      faitLe: maintenant,
      acteur: { kind: 'ecrivain', ref: 'e-1' },
      donnees,
    },
    {
      maintenant,
      zone: 'Europe/Paris',
      alea: (n) => new Uint8Array(n),
      appareil: 'a-1',
      seq: rang,
      habilitations: [habilitation],
    },
  );
  if (!resultat.ok) throw new Error(`${type}: ${resultat.motifs.map((m) => m.code).join()}`);
  for (const e of resultat.value.evenements) {
    evenements.push(e);
    etat = evolve(etat, e);
  }
}
if (evenements.length !== 20) throw new Error(`twenty events expected, not ${evenements.length}`);

// 1. The register. T54: 100 000 events verified.
const registre = Array.from({ length: 100_000 }, (_, i) => ({
  ...evenements[i % 20],
  id: `c-${i}/0`,
  mandatId: `m-${Math.floor(i / 20)}`,
  seq: i,
}));
const bare = (values) => {
  let prev = GENESE;
  for (const value of values)
    prev = createHash('sha256')
      .update(prev + canonicalize(value))
      .digest('hex');
  return prev;
};
const lot = registre.slice(0, 10_000);
const times = { chain: [], verify: [], bare: [] };
for (let turn = 0; turn < 25; turn += 1) {
  let links;
  let last;
  const one = {
    chain: time(() => (links = chain(null, lot))),
    verify: time(() => (last = verifyChain(links))),
    bare: 0,
  };
  let hashed;
  one.bare = time(() => (hashed = bare(lot)));
  if (!last.ok || last.value.hash !== hashed) throw new Error('the two chains differ');
  // The first turns warm the engine up.
  if (turn > 2) for (const key of Object.keys(times)) times[key].push(one[key]);
}
// The lowest decile: neighbours on the machine slow some turns down, none speeds one up.
const best = Object.fromEntries(Object.entries(times).map(([key, list]) => [key, at(list, 0.1)]));
const perSecond = (ms) => Math.round(lot.length / (ms / 1000));

const { publicKey, privateKey } = await generateKeyPair('Ed25519');
const longue = chain(null, registre);
const last = longue.at(-1);
const jws = await signHead(
  { structureId: 's-1', count: longue.length, hash: last.hash, at: '2026-11-22T22:00:00.000Z' },
  privateKey,
);
const lue = await verifyHead(jws, publicKey);
const t54 = { ours: [], bare: [] };
for (let turn = 0; turn < 5; turn += 1) {
  t54.ours.push(
    time(() => {
      if (!verifyChain(longue, { head: lue.value }).ok) throw new Error('the register should hold');
    }),
  );
  t54.bare.push(time(() => bare(registre)));
}

// 2. The fold of twenty events, and their parse.
const fold = { etatA: [], evolve: [], parse: [] };
const instant = '2026-12-01T09:00:00.000Z';
for (let turn = 0; turn < 3000; turn += 1) {
  const t = {
    etatA: time(() => etatA(evenements, instant)),
    evolve: time(() => evenements.reduce((e, x) => evolve(e, x), null)),
    parse: time(() => evenements.forEach((e) => EvenementSchema.parse(e))),
  };
  if (turn > 500) for (const key of Object.keys(fold)) fold[key].push(t[key] * 1000);
}

// 3. One question among many mandates.
const indexOf = (count) =>
  createIndex(
    Array.from({ length: count }, (_, i) => ({
      ...etat,
      id: `m-${i}`,
      mandant: { ...etat.mandant, ref: `p-${i}` },
    })),
  );
const small = indexOf(100);
const large = indexOf(10_000);
const ask = (mandats, count, turn) => {
  const decision = verifier({
    mandats,
    mandantRef: `p-${(turn * 7919) % count}`,
    habilitation,
    demarche,
    acte: 'deposer',
    mode: 'faire_a_la_place_absent',
    instant,
  });
  if (!decision.autorise) throw new Error('the act is allowed');
};
const checks = { small: [], large: [] };
for (let turn = 0; turn < 12_000; turn += 1) {
  const t = { small: time(() => ask(small, 100, turn)), large: time(() => ask(large, 10_000, turn)) };
  if (turn > 2000) for (const key of Object.keys(checks)) checks[key].push(t[key] * 1000);
}

const row = (measure, unit, ours, peer, theirs, ratio) => ({
  measure,
  ours: round(ours),
  unit,
  peer,
  theirs: round(theirs),
  ratio: round(ratio),
  better: 'higher',
});
const loop = `createHash(canonicalize ${version('canonicalize')})`;
const zod = `zod ${version('zod')} parse`;
const rows = [
  row('chain', 'events/s', perSecond(best.chain), loop, perSecond(best.bare), best.bare / best.chain),
  row('verifyChain', 'events/s', perSecond(best.verify), loop, perSecond(best.bare), best.bare / best.verify),
  row(
    'T54 verify 100 000 events',
    's',
    at(t54.ours, 0) / 1000,
    loop,
    at(t54.bare, 0) / 1000,
    at(t54.bare, 0) / at(t54.ours, 0),
  ),
  row(
    'etatA of 20 events',
    'µs',
    at(fold.etatA, 0.5),
    zod,
    at(fold.parse, 0.5),
    at(fold.parse, 0.5) / at(fold.etatA, 0.5),
  ),
  row(
    'evolve × 20',
    'µs',
    at(fold.evolve, 0.5),
    zod,
    at(fold.parse, 0.5),
    at(fold.parse, 0.5) / at(fold.evolve, 0.5),
  ),
  ...[0.5, 0.95].map((share) =>
    row(
      `verifier at 10 000, p${share * 100}`,
      'µs',
      at(checks.large, share),
      'itself at 100',
      at(checks.small, share),
      at(checks.small, share) / at(checks.large, share),
    ),
  ),
];
console.log(
  `${Math.round(1e6 / at(fold.etatA, 0.5))} folds/s, ${Math.round(1e6 / at(checks.large, 0.5))} checks/s`,
);
console.log(JSON.stringify({ bench: 'chain', rows }));
