/**
 * Searching a place: ours (index prepared once, reasons and near misses included) beside a plain filter and sort that
 * reads everything at each search, then, on a country of 20,000 places, beside geokdbush (a k-d tree on the sphere) with the
 * same scoring behind it. Neither peer writes reasons. Answers are compared at each search: three ids, three near misses.
 * `node bench/orientation.bench.mjs` after a build.
 *
 * With PORTE_PLUME_DATA the places are the real ones of Loire and Marne; without it, as many invented ones.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';
import { isOpen, parseHoraires, parseLieux } from '@porte-plume/accompagnement/lieux';
import { createIndex, distanceKm, RAYONS, search } from '@porte-plume/accompagnement/orientation';

const SEARCHES = 3000;
const WARM = 1500;
const PAYS = 20_000;
const LE = '2026-11-22';
const version = (name) =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../node_modules/${name}/package.json`, import.meta.url)), 'utf8'),
  ).version;

let seed = 42;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const pick = (list) => list[Math.floor(random() * list.length)];

function listRows() {
  if (process.env.PORTE_PLUME_DATA) {
    return JSON.parse(readFileSync(join(process.env.PORTE_PLUME_DATA, 'lieux/lieux-42-51.json'), 'utf8'));
  }
  console.log('PORTE_PLUME_DATA is not set: 177 invented places.');
  return Array.from({ length: 177 }, (_, i) => ({
    id: `lieu-${i}`,
    nom: `Lieu inventé ${i}`,
    commune: 'Roanne',
    code_postal: '42300',
    adresse: '1 rue Inventée',
    latitude: 45.4 + random() * 0.7,
    longitude: 3.8 + random() * 0.7,
    date_maj: pick(['2026-10-01', '2025-12-01', '2022-04-01']),
    services: ['Aide aux démarches administratives', 'Maîtrise des outils numériques du quotidien'].filter(
      () => random() < 0.6,
    ),
    horaires: pick([null, 'Mo-Fr 09:00-12:00,14:00-17:00', 'We 14:00-18:00']),
    frais_a_charge: ['Gratuit'],
    modalites_accompagnement: pick([[], ['Accompagnement individuel'], ['Dans un atelier collectif']]),
  }));
}

const { lieux } = parseLieux(listRows());
const pays = Array.from({ length: PAYS }, (_, i) => ({
  ...lieux[i % lieux.length],
  id: `p-${i}`,
  nom: `Lieu ${i}`,
  latitude: 42.5 + random() * 8.3,
  longitude: -4 + random() * 11.5,
}));

const demandes = (around) =>
  Array.from({ length: SEARCHES }, () => ({
    besoins: pick([
      ['Aide aux démarches administratives'],
      ['Maîtrise des outils numériques du quotidien'],
      ['Aide aux démarches administratives', 'Accès internet et matériel informatique'],
    ]),
    position: around(),
    deplacement: pick(['marche', 'transport', 'voiture']),
    creneau: { jour: Math.floor(random() * 5), debut: pick([540, 600, 840]), fin: 900 },
    modalite: pick(['Accompagnement individuel', 'Dans un atelier collectif', undefined]),
    publics: pick([undefined, ['Seniors'], ['Jeunes']]),
  }));

/** Filters and score of the specification, without words. `km` and `horaires` are given. */
function weigh(lieu, km, horaires, d) {
  const { rayon, portee } = RAYONS[d.deplacement];
  const filtres = [];
  const covered = d.besoins.filter((b) => lieu.services.includes(b)).length;
  if (lieu.services.length === 0) filtres.push('service_inconnu');
  else if (covered === 0) filtres.push('service_absent');
  const [seul, autre] = lieu.publics_specifiquement_adresses;
  if (seul && !autre && d.publics && !d.publics.includes(seul)) filtres.push('public_reserve');
  if (lieu.modalites_acces.includes("Ce lieu n'accueille pas de public")) filtres.push('pas_de_public');
  if (km > portee) filtres.push('hors_portee');
  else if (km > rayon) filtres.push('trop_loin');
  const offered = lieu.modalites_accompagnement;
  const [y, m, j] = lieu.date_maj.split('-').map(Number);
  const [ly, lm, lj] = LE.split('-').map(Number);
  const mois = (ly - y) * 12 + lm - m - (lj < j ? 1 : 0);
  const score =
    (40 * covered) / d.besoins.length +
    (d.modalite === undefined ? 15 : offered.length === 0 ? 7 : offered.includes(d.modalite) ? 15 : 0) +
    (horaires === null ? 7 : isOpen(horaires, d.creneau) ? 15 : 0) +
    20 * Math.max(0, 1 - km / rayon) +
    (10 * Math.min(12, Math.max(0, 18 - mois))) / 12;
  return { id: lieu.id, nom: lieu.nom, lieu, km, filtres, score: Math.round(score * 1000) / 1000 };
}

const hoursOf = (lieu) => {
  const h = lieu.horaires === null ? null : parseHoraires(lieu.horaires);
  return h?.ok ? h.value : null;
};
const fold = (nom) =>
  nom
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
function rank(weighed) {
  const sorted = (list) =>
    list.sort(
      (a, b) =>
        b.score - a.score || Math.round(a.km * 1000) - Math.round(b.km * 1000) || (a.id < b.id ? -1 : 1),
    );
  const places = (list, seen) => {
    const kept = [];
    for (const one of sorted(list)) {
      if (kept.length === 3) break;
      const twin = [...seen, ...kept].some(
        (o) => fold(o.nom) === fold(one.nom) && distanceKm(o.lieu, one.lieu) <= 0.05,
      );
      if (!twin) kept.push(one);
    }
    return kept;
  };
  const eligibles = weighed.filter((w) => w.filtres.length === 0);
  const near = weighed.filter(
    (w) => w.filtres.length === 1 && !['service_absent', 'hors_portee'].includes(w.filtres[0]),
  );
  const top = places(eligibles, []);
  return [top, places(near, eligibles)].map((list) => list.map((w) => w.id));
}

const plain = (places) => (d) =>
  rank(places.map((lieu) => weigh(lieu, distanceKm(d.position, lieu), hoursOf(lieu), d)));

function tree(places) {
  const index = new KDBush(places.length);
  for (const { longitude, latitude } of places) index.add(longitude, latitude);
  index.finish();
  const hours = places.map(hoursOf);
  return (d) => {
    const { longitude, latitude } = d.position;
    const ids = around(index, longitude, latitude, Infinity, RAYONS[d.deplacement].portee * 1.001);
    return rank(
      ids.map((i) =>
        // Its Earth is 6371 km wide: the distance of the specification is used where it decides.
        weigh(
          places[i],
          distance(longitude, latitude, places[i].longitude, places[i].latitude) * (6371.0088 / 6371),
          hours[i],
          d,
        ),
      ),
    );
  };
}

function measure(places, peer, list) {
  const index = createIndex(places);
  const times = { ours: [], theirs: [] };
  list.forEach((d, i) => {
    const start = performance.now();
    const mine = search(index, d, { le: LE });
    const middle = performance.now();
    const theirs = peer(d);
    const end = performance.now();
    const ids = [mine.top, mine.presque].map((results) => results.map((r) => r.lieuId));
    if (JSON.stringify(ids) !== JSON.stringify(theirs)) {
      throw new Error(`answers differ: ${JSON.stringify({ d, ids, theirs })}`);
    }
    if (i < WARM) return;
    times.ours.push(middle - start);
    times.theirs.push(end - middle);
  });
  const at = (values, q) => values.toSorted((a, b) => a - b)[Math.floor(values.length * q)];
  return (q) => ({ ours: at(times.ours, q), theirs: at(times.theirs, q) });
}

const near = () => {
  const { latitude, longitude } = pick(lieux.filter((l) => l.latitude !== null));
  return { latitude: latitude + (random() - 0.5) * 0.1, longitude: longitude + (random() - 0.5) * 0.1 };
};
const far = () => ({ latitude: 43 + random() * 7, longitude: -2 + random() * 8 });
const small = measure(lieux, plain(lieux), demandes(near));
const big = measure(pays, tree(pays), demandes(far));

const round = (x) => Number(x.toPrecision(3));
const row = (name, { ours, theirs }, peer) => ({
  measure: name,
  ours: round(ours),
  unit: 'ms',
  peer,
  theirs: round(theirs),
  ratio: round(theirs / ours),
  better: 'higher',
});
const kd = `geokdbush ${version('geokdbush')} + the same score`;
console.log(
  `${lieux.length} and ${PAYS} places, ${SEARCHES - WARM} searches each after ${WARM} to warm up: same answers.`,
);
console.log(
  JSON.stringify({
    bench: 'orientation',
    rows: [
      row(`${lieux.length} lieux, p50`, small(0.5), 'plain filter and sort'),
      row(`${lieux.length} lieux, p99`, small(0.99), 'plain filter and sort'),
      row(
        `${lieux.length} lieux, p99 and the goal`,
        { ...small(0.99), theirs: 1 },
        'goal of the specification',
      ),
      row(`${PAYS} lieux, p50`, big(0.5), kd),
      row(`${PAYS} lieux, p99`, big(0.99), kd),
    ],
  }),
);
