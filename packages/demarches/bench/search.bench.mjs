/**
 * Search against Orama (French stem and stop-words, one typo tolerated, same boosts) and Fuse (as shipped, and
 * with its token search): same 97 entries, same 67 public queries, one process, interleaved.
 * `node bench/search.bench.mjs` after a build. The queries were written by someone who knows the catalogue:
 * the quality figures are optimistic for every engine; only their order says something.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { create, insertMultiple, save, search as oramaSearch } from '@orama/orama';
import { stemmer } from '@orama/stemmers/french';
import { stopwords } from '@orama/stopwords/french';
import Fuse from 'fuse.js';
import { catalogue } from '@porte-plume/demarches';
import { search, writeIndex } from '@porte-plume/demarches/search';

const ROUNDS = 150;
const version = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
const { requetes } = JSON.parse(
  readFileSync(new URL('../data/queries-public.json', import.meta.url), 'utf8'),
);

const docs = catalogue.demarches.map((d) => ({
  id: d.id,
  nom: `${d.nom} ${d.id}`,
  synonyme: d.synonymes.join('\n'),
  alias: d.aliases.join('\n'),
  service: [...d.refs.fiches, ...d.refs.services].map((ref) => catalogue.fiches[ref]?.titre ?? '').join('\n'),
  description: `${d.langageSimple} ${d.operateur.nom}`,
}));
const boost = { nom: 4, synonyme: 4, alias: 4, service: 1.2, description: 0.7 };
const properties = Object.keys(boost);
const keys = properties.map((name) => ({ name, weight: boost[name] }));

const orama = create({
  schema: Object.fromEntries(['id', ...properties].map((name) => [name, 'string'])),
  components: { tokenizer: { language: 'french', stemming: true, stemmer, stopWords: stopwords } },
});
insertMultiple(orama, docs);
const fuse = new Fuse(docs, { keys, ignoreLocation: true, ignoreDiacritics: true, threshold: 0.4 });
const fuseTokens = new Fuse(docs, { keys, ignoreDiacritics: true, useTokenSearch: true, tokenMatch: 'any' });
const idsOf = (results) => results.map((r) => r.item.id);
const gz = (text) => gzipSync(text, { level: 9 }).length / 1000;

const engines = [
  { name: 'ours', rounds: ROUNDS, run: (q) => search(q).map((r) => r.id), size: gz(writeIndex(catalogue)) },
  {
    name: `@orama/orama ${version('@orama/orama')}`,
    rounds: ROUNDS,
    run: (q) =>
      oramaSearch(orama, { term: q, properties, boost, tolerance: 1, limit: 10 }).hits.map(
        (h) => h.document.id,
      ),
    size: gz(JSON.stringify(save(orama))),
  },
  {
    name: `fuse.js ${version('fuse.js')}`,
    rounds: 6,
    run: (q) => idsOf(fuse.search(q, { limit: 10 })),
    size: gz(JSON.stringify(fuse.getIndex().toJSON())),
  },
  {
    name: `fuse.js ${version('fuse.js')} token search`,
    rounds: 6,
    run: (q) => idsOf(fuseTokens.search(q, { limit: 10 })),
    size: gz(JSON.stringify(fuseTokens.getIndex().toJSON())),
  },
];

for (const engine of engines) {
  const ranks = requetes.map(({ q, attendu }) => engine.run(q).findIndex((id) => attendu.includes(id)) + 1);
  const share = (max) => ranks.filter((r) => r > 0 && r <= max).length / ranks.length;
  engine.s1 = share(1);
  engine.r5 = share(5);
  engine.mrr = ranks.reduce((sum, r) => sum + (r === 0 ? 0 : 1 / r), 0) / ranks.length;
  engine.times = [];
}
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { q } of requetes) {
    for (const engine of engines) {
      if (round >= engine.rounds) continue;
      const start = performance.now();
      engine.run(q);
      engine.times.push(performance.now() - start);
    }
  }
}
for (const engine of engines) {
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
  measures.map(({ measure, unit, key, less }) => ({
    measure,
    ours: round(ours[key]),
    unit,
    peer: peer.name,
    theirs: round(peer[key]),
    ratio: round(less ? peer[key] / ours[key] : ours[key] / peer[key]),
    better: 'higher',
  })),
);
console.log(`${requetes.length} queries, ${ours.times.length} calls of ours`);
console.log(JSON.stringify({ bench: 'search', rows }));
