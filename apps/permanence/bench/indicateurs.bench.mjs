// The figures of five families of indicators over a period: ours, over facts prepared once, beside one query of SQL a family
// on the embedded PostgreSQL, over the same rows (indexed by day, analysed, in memory). Time on the wall, for the database is
// another process; both are warm, each round has a period that was never asked. Answers are compared. After a build.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { computeIndicateurs, getIndicateurs, prepareFaits } from '@porte-plume/accompagnement/indicateurs';
import { getDemarche } from '@porte-plume/demarches';
import { build } from 'esbuild';
import pg from 'pg';
import { createFaits } from '../../../packages/accompagnement/bench/faits.mjs';

const TOURS = 9;
const CODES = 'A1 A2 A2b A4 A5 A6 P1 P3 P4 P5 P6 P7 P8 P9 Q1 Q2'.split(' ');
const CHAMPS = {
  trancheAge: 'age',
  genre: 'genre',
  statut: 'statut',
  langueLecture: 'langue',
  equipement: 'equipement',
  connexion: 'connexion',
  faiblesRevenus: 'revenus',
  profilNumerique: 'numerique',
  adressage: 'adressage',
};
const champs = Object.values(CHAMPS);
const sets = (liste) => `group by grouping sets ((), ${liste.map((un) => `(${un})`).join(', ')})`;
const DEDANS = 'jour between $1 and $2 and not annulee';

/** One query a family. */
const FAMILLES = {
  activite: `select mois, territoire, nature_lieu, nature, count(*)::int n, count(distinct personne)::int personnes
    from visite where ${DEDANS} ${sets(['mois', 'territoire', 'nature_lieu', 'nature'])}`,
  public: `select ${champs.join(', ')}, count(*)::int n from visite where ${DEDANS} ${sets(champs)}`,
  motifs: `select motif, count(*)::int n from visite, unnest(motifs) motif where ${DEDANS} group by motif`,
  durees: `select percentile_cont(0.5) within group (order by duree)::float mediane, avg(duree)::float moyenne
    from visite where ${DEDANS} and duree is not null`,
  actes: `select mode, perimetre, operateur, issue, motif_pour, count(*)::int n
    from acte join visite on visite.id = acte.visite where ${DEDANS} ${sets(['mode', 'perimetre', 'operateur', 'issue', 'motif_pour'])}`,
};

const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-indicateurs-'));
chmodSync(dossier, 0o755);
await build({
  entryPoints: [fileURLToPath(new URL('../src/db/cluster.ts', import.meta.url))],
  outfile: join(dossier, 'cluster.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  conditions: ['@porte-plume/source'],
  logLevel: 'error',
});
const { openCluster } = await import(pathToFileURL(join(dossier, 'cluster.mjs')));

async function insert(client, table, lignes) {
  for (let de = 0; de < lignes.length; de += 5000)
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(lignes.slice(de, de + 5000)),
    ]);
  await client.query(`analyze ${table}`);
}

async function load(client, faits) {
  const lieux = new Map(faits.lieux.map((un) => [un.id, un]));
  const lieuDe = new Map(faits.seances.map(({ id, lieuId }) => [id, lieux.get(lieuId)]));
  await client.query(`drop table if exists acte; drop table if exists visite;
    create table visite (id text primary key, jour text, mois text, territoire text, nature_lieu text, nature text,
      personne text, duree int, annulee boolean, motifs text[], ${champs.map((un) => `${un} text`).join(', ')});
    create table acte (visite text, mode text, perimetre text, operateur text, issue text, motif_pour text);
    create index on visite (jour); create index on acte (visite)`);
  await insert(
    client,
    'visite',
    faits.interventions.map(({ id, seanceId, date, personne, dureeMin, annulee, motifsVenue }) => ({
      ...{ id, jour: date, mois: date.slice(0, 7), nature: personne.nature, personne: personne.id ?? null },
      territoire: lieuDe.get(seanceId).territoireId,
      nature_lieu: lieuDe.get(seanceId).nature,
      duree: dureeMin === 'non_demande' ? null : dureeMin,
      annulee: annulee !== null,
      motifs: [...new Set(motifsVenue)],
      ...Object.fromEntries(Object.entries(CHAMPS).map(([champ, nom]) => [nom, personne.profil[champ]])),
    })),
  );
  await insert(
    client,
    'acte',
    faits.interventions.flatMap(({ id, actes }) =>
      actes.map(({ objet, mode, issue, motifPour }) => ({
        ...{ visite: id, mode, issue: issue.code, motif_pour: motifPour ?? null },
        perimetre: getDemarche(objet.demarcheId).perimetre,
        operateur: getDemarche(objet.demarcheId).operateur?.id ?? 'sans_operateur',
      })),
    ),
  );
}

/** The same figures on both sides, or nothing was measured. */
function compare(reponses, lues) {
  const valeur = (code) => reponses[code].value.value;
  const part = (code, champ, nom) => reponses[code].value.parts.find(({ key }) => key[champ] === nom).value;
  const seul = (famille, champ, nom) => lues[famille].find((ligne) => ligne[champ] === nom).n;
  const total = lues.activite.find((ligne) =>
    ['mois', 'territoire', 'nature_lieu', 'nature'].every((champ) => ligne[champ] === null),
  );
  const paires = [
    [valeur('A1'), total.n],
    [valeur('A2'), total.personnes],
    [valeur('A6'), lues.durees[0].mediane],
    [part('A1', 'mois', '2026-05'), seul('activite', 'mois', '2026-05')],
    [part('P7', 'statut', 'retraite'), seul('public', 'statut', 'retraite')],
    [part('P9', 'motif_venue', lues.motifs[0].motif), lues.motifs[0].n],
    [part('Q1', 'mode', 'faire_avec'), seul('actes', 'mode', 'faire_avec')],
  ];
  for (const [ours, theirs] of paires)
    if (ours !== theirs) throw new Error(`the figures differ: ${ours} and ${theirs}`);
}

const mediane = (nombres) => nombres.sort((a, b) => a - b)[Math.floor(nombres.length / 2)];
const definitions = getIndicateurs('indicateurs@2026.1').filter(({ code }) => CODES.includes(code));
const rows = [];
const cluster = await openCluster({
  donnees: join(dossier, 'pg'),
  secrets: join(dossier, 'cles', 'pg.json'),
  verrouille: true,
  depuis: import.meta.url,
});
const client = new pg.Client({ connectionString: cluster.url('superutilisateur', 'postgres') });
try {
  await client.connect();
  for (const n of [5_000, 50_000]) {
    const faits = createFaits(n);
    await load(client, faits);
    const prepares = prepareFaits(faits);
    const [ours, theirs] = [[], []];
    for (let tour = 0; tour <= TOURS; tour += 1) {
      const periode = { du: '2026-01-01', au: `2026-12-${String(30 - tour)}` };
      let debut = performance.now();
      const reponses = computeIndicateurs(definitions, prepares, periode);
      const mien = performance.now() - debut;
      const lues = {};
      debut = performance.now();
      for (const [famille, requete] of Object.entries(FAMILLES))
        lues[famille] = (await client.query(requete, [periode.du, periode.au])).rows;
      const leur = performance.now() - debut;
      compare(reponses, lues);
      // The first round reads the facts, and warms the database.
      if (tour === 0) continue;
      ours.push(mien);
      theirs.push(leur);
    }
    const [mien, leur] = [mediane(ours), mediane(theirs)];
    console.log(
      `${n} interventions, ${definitions.length} indicators: ${mien.toFixed(1)} ms, in SQL ${leur.toFixed(1)} ms`,
    );
    rows.push({
      measure: `${definitions.length} indicateurs de cinq familles, ${n} interventions`,
      ours: Number(mien.toFixed(1)),
      unit: 'ms',
      peer: 'PostgreSQL 18, une requête par famille',
      theirs: Number(leur.toFixed(1)),
      ratio: Number((leur / mien).toFixed(1)),
      better: 'higher',
    });
  }
} finally {
  await client.end();
  await cluster.stop();
  rmSync(dossier, { recursive: true, force: true });
}
console.log(JSON.stringify({ bench: 'indicateurs-sql', rows }));
