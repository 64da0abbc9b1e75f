// The sound of every text: a recording of data/voix where there is one, else the placeholder voice of espeak-ng.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { dureeDuSon } from './duree-du-son.ts';

const SECONDES_MAX = 12;
const GENRES = { mp3: 'audio/mpeg', wav: 'audio/wav' };
const RECETTE = 'espeak-ng-emscripten 0.3.5, 140 mots/min, mp3 16 kHz 24 kbit/s';

const here = (path) => new URL(path, import.meta.url);
const cache = here('../../.data/voix/');

/** What is spelled otherwise for the voice than for the eye. */
const aDire = (texte) => texte.replaceAll('\u00a0', ' ').replace('{n}', '');

const ouvrier = (workerData) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(here('./synthese.mjs'), { workerData });
    worker.once('message', (message) => {
      resolve(message);
      void worker.terminate();
    });
    worker.once('error', reject);
  });

/** The placeholder voice of a language, from the cache where its texts did not change. */
async function synthetiser({ langue, voix, phrases }) {
  const textes = Object.entries(phrases).map(([cle, texte]) => [cle, aDire(texte)]);
  const empreinte = createHash('sha256')
    .update(JSON.stringify([RECETTE, voix, textes]))
    .digest('hex');
  const fichier = new URL(`${langue}-${empreinte.slice(0, 16)}.json`, cache);
  if (existsSync(fichier)) return Object.fromEntries(JSON.parse(await readFile(fichier, 'utf8')));
  const sons = await ouvrier({ voix, textes });
  await mkdir(cache, { recursive: true });
  for (const ancien of await readdir(cache)) {
    if (new RegExp(`^${langue}-[0-9a-f]{16}\\.json$`).test(ancien)) await rm(new URL(ancien, cache));
  }
  await writeFile(fichier, JSON.stringify(sons));
  return Object.fromEntries(sons);
}

/** Human recordings: `data/voix/<language>/<key of the text>.mp3` or `.wav`. */
async function enregistrements(langue, phrases) {
  const dossier = here(`../../data/voix/${langue}/`);
  if (!existsSync(dossier)) return {};
  const sons = {};
  for (const nom of await readdir(dossier)) {
    const [, cle, suffixe] = /^(.+)\.(\w+)$/.exec(nom) ?? [];
    if (!Object.hasOwn(GENRES, suffixe ?? '') || !Object.hasOwn(phrases, cle)) {
      throw new Error(`data/voix/${langue}/${nom}: not an mp3 or a wav named after a text of the page`);
    }
    sons[cle] = { genre: GENRES[suffixe], octets: await readFile(new URL(nom, dossier)) };
  }
  return sons;
}

function verifier(langue, cle, octets) {
  const secondes = dureeDuSon(octets);
  if (secondes > 0 && secondes <= SECONDES_MAX) return secondes;
  throw new Error(`${langue} ${cle}: ${secondes.toFixed(1)} s of sound, expected up to ${SECONDES_MAX}`);
}

async function sonsDe(textes) {
  const { langue, voix, phrases } = textes;
  const humains = await enregistrements(langue, phrases);
  const synthese = voix === null ? {} : await synthetiser(textes);
  const sons = {};
  let secondes = 0;
  for (const cle of Object.keys(phrases)) {
    const humain = humains[cle];
    const octets = humain?.octets ?? (synthese[cle] && Buffer.from(synthese[cle], 'base64'));
    if (!octets) continue;
    secondes += verifier(langue, cle, octets);
    sons[cle] = `${humain?.genre ?? GENRES.mp3};base64,${octets.toString('base64')}`;
  }
  return { sons, secondes, humains: Object.keys(humains).length };
}

/**
 * The sounds of each language, in the order given; as many languages at once as there are processors.
 * @param {readonly { langue: string, voix: string | null, phrases: Readonly<Record<string, string>> }[]} langues
 */
export async function toutesLesVoix(langues) {
  const faites = [];
  const file = [...langues.entries()];
  const travailler = async () => {
    for (let un = file.shift(); un; un = file.shift()) faites[un[0]] = await sonsDe(un[1]);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, travailler));
  return faites;
}
