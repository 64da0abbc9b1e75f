/**
 * Search against Orama (French stem and stop-words, one typo tolerated, same boosts), Fuse (as shipped: its token search
 * finds less) and PostgreSQL's trigrams (every text of an entry a row, folded as ours, the nearest wins): same
 * entries, same queries, one process, interleaved. `node bench/search.bench.mjs` after a build.
 * PostgreSQL is the one that the app embeds, which is why the bench is here; without it its rows say `absent` and the
 * rest goes on. The queries are the public ones, which ours was tuned on, and one in five of the blind set, which no
 * engine here was.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { create, insertMultiple, save, search as oramaSearch } from '@orama/orama';
import { stemmer } from '@orama/stemmers/french';
import { stopwords } from '@orama/stopwords/french';
import Fuse from 'fuse.js';
import { openTrigrams } from './trigrams.mjs';
import { catalogue } from '@porte-plume/demarches';
import { search, writeIndex } from '@porte-plume/demarches/search';

const ROUNDS = 75;
const version = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../../packages/demarches/data/${name}`, import.meta.url), 'utf8'))
    .requetes;
const requetes = [
  ...read('queries-public.json'),
  ...read('queries-aveugle.json').filter((_, i) => i % 5 === 0),
];

const docs = catalogue.demarches.map((d) => ({
  id: d.id,
  nom: `${d.nom} ${d.id}`,
  synonyme: d.synonymes.join('\n'),
  alias: d.aliases.join('\n'),
  situation: (d.situations ?? []).join('\n'),
  service: [...d.refs.fiches, ...d.refs.services].map((ref) => catalogue.fiches[ref]?.titre ?? '').join('\n'),
  description: `${d.langageSimple} ${d.operateur.nom}`,
}));
const boost = { nom: 4, synonyme: 4, alias: 4, situation: 1, service: 1.2, description: 0.7 };
const properties = Object.keys(boost);
const keys = properties.map((name) => ({ name, weight: boost[name] }));

const orama = create({
  schema: Object.fromEntries(['id', ...properties].map((name) => [name, 'string'])),
  components: { tokenizer: { language: 'french', stemming: true, stemmer, stopWords: stopwords } },
});
insertMultiple(orama, docs);
const fuse = new Fuse(docs, { keys, ignoreLocation: true, ignoreDiacritics: true, threshold: 0.4 });
const idsOf = (results) => results.map((r) => r.item.id);
const gz = (text) => gzipSync(text, { level: 9 }).length / 1000;

const engines = [
  { name: 'ours', rounds: ROUNDS, run: (q) => search(q).map((r) => r.id), size: gz(writeIndex(catalogue)) },
  {
    name: `@orama/orama ${version('@orama/orama')}`,
    rounds: 3,
    run: (q) =>
      oramaSearch(orama, { term: q, properties, boost, tolerance: 1, limit: 10 }).hits.map(
        (h) => h.document.id,
      ),
    size: gz(JSON.stringify(save(orama))),
  },
  {
    name: `fuse.js ${version('fuse.js')}`,
    rounds: 1,
    run: (q) => idsOf(fuse.search(q, { limit: 10 })),
    size: gz(JSON.stringify(fuse.getIndex().toJSON())),
  },
];

const trigrams = await openTrigrams(docs);
if (trigrams.run !== undefined) {
  engines.push({ name: trigrams.name, rounds: 1, run: trigrams.run });
} else console.log(`PostgreSQL: ${trigrams.absent}`);

for (const engine of engines) {
  engine.times = [];
  engine.ranks = [];
}
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { q, attendu } of requetes) {
      for (const engine of engines) {
        if (round >= engine.rounds) continue;
        const start = performance.now();
        const ids = engine.name.startsWith('PostgreSQL') ? await engine.run(q) : engine.run(q);
        engine.times.push(performance.now() - start);
        if (round === 0) engine.ranks.push(ids.findIndex((id) => attendu.includes(id)) + 1);
      }
    }
  }
} finally {
  await trigrams.stop();
}
for (const engine of engines) {
  const share = (max) => engine.ranks.filter((r) => r > 0 && r <= max).length / engine.ranks.length;
  engine.s1 = share(1);
  engine.r5 = share(5);
  engine.mrr = engine.ranks.reduce((sum, r) => sum + (r === 0 ? 0 : 1 / r), 0) / engine.ranks.length;
  engine.times.sort((a, b) => a - b);
  const at = (share) => engine.times[Math.floor(share * (engine.times.length - 1))];
  engine.p50 = at(0.5);
  engine.p99 = at(0.99);
}

const round = (x) => Number(x.toPrecision(3));
const [ours, ...peers] = engines;
const measures = [
  { measure: 'p50', unit: 'ms', key: 'p50', less: true },
  { measure: 'p99', unit: 'ms', key: 'p99', less: true },
  { measure: 'S@1', unit: 'share', key: 's1', less: false },
  { measure: 'R@5', unit: 'share', key: 'r5', less: false },
  { measure: 'MRR', unit: 'share', key: 'mrr', less: false },
  { measure: 'index gz', unit: 'kB', key: 'size', less: true },
];
const rows = peers.flatMap((peer) =>
  measures
    .filter(({ key }) => peer[key] !== undefined)
    .map(({ measure, unit, key, less }) => ({
      measure,
      ours: round(ours[key]),
      unit,
      peer: peer.name,
      theirs: round(peer[key]),
      ratio: round(less ? peer[key] / ours[key] : ours[key] / peer[key]),
      better: 'higher',
    })),
);
if (trigrams.run === undefined) {
  const { absent } = trigrams;
  rows.push({
    measure: 'p50',
    ours: round(ours.p50),
    unit: 'ms',
    peer: 'PostgreSQL pg_trgm',
    theirs: null,
    ratio: null,
    absent,
  });
}
console.log(`${requetes.length} queries, ${ours.times.length} calls of ours`);
console.log(JSON.stringify({ bench: 'search', rows }));
