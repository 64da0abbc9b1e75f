/**
 * The import of a full set of official sheets: a zip of XML and a folder of the JSON of npm, through the command line,
 * each in its own process so that its memory is its own. Peer: fast-xml-parser on the same XML, fields taken from its
 * tree, without the checks. `node bench/import.bench.mjs` after a build.
 *
 * With PORTE_PLUME_DATA, the sheets are the 4,754 of November 2020 (their slim records written as schema 3.3); without
 * it, those of data/snapshot-2020-11-12.json under as many ids. Slim records give small sheets: the real ones, which
 * are not in the repository, are ten times bigger.
 */
import { spawnSync } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { readFiche } from '@porte-plume/demarches/import';
import { ZipFile } from 'yazl';

const COUNT = 4754;
const ROUNDS = 3;
const own = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const version = (name) => JSON.parse(readFileSync(own(`node_modules/${name}/package.json`), 'utf8')).version;

function listSheets() {
  const path = join(process.env.PORTE_PLUME_DATA ?? '', 'demarches/dila-slim-2020-11.json.gz');
  if (process.env.PORTE_PLUME_DATA && existsSync(path)) {
    const { fiches } = JSON.parse(gunzipSync(readFileSync(path)).toString());
    return fiches.map(({ id, t, n, d, m, p, u, o, c, s }) => ({ id, t, n, d, m, p, u, o, c, s: s ?? [] }));
  }
  console.log('PORTE_PLUME_DATA is not set: the committed sheets, under 4,754 ids.');
  const { fiches } = JSON.parse(readFileSync(own('data/snapshot-2020-11-12.json'), 'utf8'));
  return Array.from({ length: COUNT }, (_, i) => {
    const f = fiches[i % fiches.length];
    const c = f.numeroBrut ?? (f.cerfa && `${f.cerfa.numero}*${f.cerfa.version}`);
    const id = `${f.id[0]}${i + 1}`;
    return {
      id,
      t: f.type,
      n: f.nom,
      d: f.description,
      m: f.modifieLe,
      p: f.chemin,
      u: f.url,
      o: f.organisme,
      c,
      s: f.services,
    };
  });
}

const text = (value) => ({ type: 'text', text: value });
const element = (name, attributes, ...children) => ({ type: 'element', name, attributes, children });

/** A slim record as the tree of a sheet of schema 3.3. */
function toTree({ id, t, n, d, m, p, u, o, c, s }) {
  const name = id.startsWith('R') ? 'ServiceComplementaire' : 'Publication';
  return element(
    name,
    {
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      ID: id,
      type: t,
      'xsi:noNamespaceSchemaLocation': `../Schemas/3.3/${name}.xsd`,
      spUrl: `https://www.service-public.fr/particuliers/vosdroits/${id}`,
    },
    element('dc:title', {}, text(n)),
    element('dc:description', {}, text(d)),
    element('dc:date', {}, text(`modified ${m}`)),
    element('Audience', {}, text('Particuliers')),
    element(
      'FilDAriane',
      {},
      ...['Particuliers', ...p, id].map((ID) => element('Niveau', { ID }, text('Niveau'))),
    ),
    ...(c ? [element('NumeroCerfa', {}, text(c))] : []),
    element(
      'Texte',
      {},
      element('Paragraphe', {}, text(d)),
      ...s.map((ID) => element('ServiceEnLigne', { ID })),
    ),
    ...(u ? [element('LienWeb', { URL: u }, element('Source', {}, text(o ?? '')))] : []),
  );
}

const escape = (s) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
function toXml(node) {
  if (node.type === 'text') return escape(node.text);
  const attributes = Object.entries(node.attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  return `<${node.name}${attributes.join('')}>${node.children.map(toXml).join('')}</${node.name}>`;
}

const folder = mkdtempSync(join(tmpdir(), 'demarches-bench-'));
try {
  const sheets = listSheets();
  const trees = sheets.map((sheet) => [sheet.id, toTree(sheet)]);
  const xmls = trees.map(([, tree]) => `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(tree)}`);
  const zip = new ZipFile();
  trees.forEach(([id], i) => zip.addBuffer(Buffer.from(xmls[i]), `${id}.xml`));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(folder, 'f.zip')));
  mkdirSync(join(folder, 'd'));
  for (const [id, tree] of trees) {
    writeFileSync(join(folder, 'd', `${id}.json`), JSON.stringify({ id, children: [tree] }));
  }

  /** The command line in its own process: seconds, and the most memory it held. */
  const runImport = (...from) => {
    const probe =
      'process.on("exit", () => process.stderr.write("rss " + process.resourceUsage().maxRSS + "\\n"));';
    const start = performance.now();
    const done = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(probe)}`,
        own('dist/bin/cli.js'),
        'import',
        ...from,
        '--le',
        '2020-11-12',
        '--out',
        join(folder, 's.json'),
      ],
      { encoding: 'utf8' },
    );
    const seconds = (performance.now() - start) / 1000;
    const answer = JSON.parse(done.stdout);
    if (done.status !== 0 || answer.gardees !== sheets.length)
      throw new Error(`import failed: ${done.stderr}`);
    return { seconds, megabytes: Number(/rss (\d+)/.exec(done.stderr)?.[1]) / 1000, sha256: answer.sha256 };
  };

  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: true });
  const peer = (xml) => {
    const root = Object.values(parser.parse(xml)).at(-1);
    return [
      root['@ID'],
      root['@type'],
      root['dc:title'],
      root['dc:date'],
      root.NumeroCerfa,
      root.LienWeb?.['@URL'],
    ];
  };
  const time = (read) => {
    const start = performance.now();
    for (const xml of xmls) read(xml);
    return (performance.now() - start) / 1000;
  };
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

  const zips = [];
  const folders = [];
  const ours = [];
  const theirs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    zips.push(runImport('--zip', join(folder, 'f.zip')));
    folders.push(runImport('--dir', join(folder, 'd')));
    ours.push(time(readFiche));
    theirs.push(time(peer));
  }
  if (new Set([...zips, ...folders].map((r) => r.sha256)).size !== 1)
    throw new Error('zip and folder differ');
  const figures = (runs) => ({
    seconds: median(runs.map((r) => r.seconds)),
    megabytes: Math.max(...runs.map((r) => r.megabytes)),
  });
  const [z, d] = [figures(zips), figures(folders)];
  const round = (x) => Number(x.toPrecision(3));
  console.log(
    `${sheets.length} sheets, one snapshot: the zip of XML and the folder of JSON give the same hash.`,
  );
  const goal = (measure, value, unit, limit) => ({
    measure,
    ours: round(value),
    unit,
    peer: 'goal of the specification',
    theirs: limit,
    ratio: round(limit / value),
    better: 'higher',
  });
  console.log(
    JSON.stringify({
      bench: 'import',
      rows: [
        goal('zip of XML', z.seconds, 's', 20),
        goal('zip of XML, memory', z.megabytes, 'MB', 600),
        goal('folder of JSON', d.seconds, 's', 20),
        goal('folder of JSON, memory', d.megabytes, 'MB', 600),
        {
          measure: 'sheets of XML, read and checked',
          ours: round(median(ours)),
          unit: 's',
          peer: `fast-xml-parser ${version('fast-xml-parser')}, not checked`,
          theirs: round(median(theirs)),
          ratio: round(median(theirs) / median(ours)),
          better: 'higher',
        },
      ],
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
