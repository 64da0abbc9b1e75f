import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { FicheSlim } from '../fiche.ts';
import { readFiche } from '../fiche-lecture.ts';
import { toDay } from '../jour.ts';
import type { Motif, Resultat } from '../motif.ts';
import { createSnapshot, pickFiches, type Snapshot, writeSnapshot } from '../snapshot.ts';
import { explain, type Reponse } from './answer.ts';
import { readArgs } from './args.ts';
import { readCatalogue, writeWhole } from './files.ts';
import { type Feuille, readFolder, readZip } from './sheets.ts';

const KINDS = {
  zip: 'value',
  dir: 'value',
  le: 'value',
  out: 'value',
  via: 'value',
  catalogue: 'value',
  citees: 'switch',
  partiel: 'switch',
} as const;

interface Lecture {
  fiches: Map<string, FicheSlim>;
  refusees: (Motif & { fichier: string })[];
  essais: number;
  autres: number;
}

const refuse = (code: string, phrase: string): { ok: false; motifs: Motif[] } => ({
  ok: false,
  motifs: [{ code, phrase }],
});

function readFeuille(feuille: Feuille, lecture: Lecture): void {
  const { fichier } = feuille;
  if (feuille.autre === true) {
    lecture.autres += 1;
    return;
  }
  const lu: Resultat<FicheSlim> =
    'texte' in feuille ? readFiche(feuille.texte) : refuse(feuille.code, feuille.phrase);
  if (lu.ok) {
    const { id } = lu.value;
    const fault = lecture.fiches.has(id)
      ? refuse('FICHE_EN_DOUBLE', `La fiche ${id} a déjà été lue.`)
      : id === fichier.replace(/\.\w+$/, '')
        ? lu
        : refuse('NOM_INCOHERENT', `Le fichier ne porte pas le nom de la fiche ${id}.`);
    if (fault.ok) lecture.fiches.set(id, lu.value);
    else lecture.refusees.push(...fault.motifs.map((m) => ({ ...m, fichier })));
  } else if (lu.motifs.some((m) => m.code === 'FICHE_ESSAI')) {
    lecture.essais += 1;
  } else {
    lecture.refusees.push(...lu.motifs.map((m) => ({ ...m, fichier })));
  }
}

async function readAll(feuilles: AsyncIterable<Feuille>): Promise<Lecture> {
  const lecture: Lecture = { fiches: new Map(), refusees: [], essais: 0, autres: 0 };
  for await (const feuille of feuilles) readFeuille(feuille, lecture);
  return lecture;
}

const toRefusees = (refusees: Lecture['refusees']): Snapshot['refusees'] => [
  ...new Map(refusees.map(({ fichier, code }) => [fichier, { fichier, code }])).values(),
];

/**
 * `import`: sheets of a zip or a folder as one snapshot. A sheet that can't be read is named with its line and the
 * others go on; but then an existing snapshot is not replaced, unless `--partiel` asks for it.
 */
export async function importCommand(args: readonly string[]): Promise<Resultat<Reponse>> {
  const appel = readArgs(args, { kinds: KINDS, required: ['le', 'out'] });
  if (!appel.ok) return appel;
  const { options } = appel.value;
  const zip = options.get('zip');
  const dir = options.get('dir');
  const path = zip ?? dir;
  const out = options.get('out') ?? '';
  const le = options.get('le') ?? '';
  if (path === undefined || (zip !== undefined && dir !== undefined)) {
    return refuse('APPEL_INVALIDE', 'Donnez « --zip » ou « --dir », l’un des deux.');
  }
  if (toDay(le) === undefined) return refuse('APPEL_INVALIDE', '« --le » attend un jour : 2026-11-22.');
  const catalogue = readCatalogue(options.get('catalogue'));
  if (!catalogue.ok) return catalogue;

  let lecture: Lecture;
  try {
    lecture = await readAll(zip === undefined ? readFolder(path) : readZip(path));
  } catch {
    const what = zip === undefined ? 'dossier lisible' : 'zip lisible';
    return refuse('FICHIER_ILLISIBLE', `« ${path} » n’est pas un ${what}.`);
  }
  const { fiches, refusees, essais, autres } = lecture;
  if (fiches.size === 0) {
    const phrase = `« ${path} » ne contient aucune fiche lisible ; refusées : ${toRefusees(refusees).length}.`;
    const raisons = refusees.map(({ fichier, ...motif }) => ({
      ...motif,
      phrase: `« ${fichier} » : ${motif.phrase}`,
    }));
    return { ok: false, motifs: [{ code: 'SANS_FICHE', phrase }, ...raisons] };
  }
  const made = createSnapshot([...fiches.values()], {
    le,
    via: options.get('via') ?? basename(path),
    essais,
    refusees: toRefusees(refusees),
  });
  if (!made.ok) return made;
  const cited = catalogue.value.demarches.flatMap((d) => [...d.refs.fiches, ...d.refs.services]);
  const snapshot = options.has('citees') ? pickFiches(made.value, cited) : made.value;

  const kept = refusees.length > 0 && !options.has('partiel') && existsSync(out);
  if (!kept) {
    const written = writeWhole(out, writeSnapshot(snapshot));
    if (!written.ok) return written;
  }
  const phrases = refusees.map(({ fichier, ...motif }) => `${fichier} : ${explain(motif)}`);
  phrases.push(
    `${fiches.size} fiches lues, ${essais} fiches d’essai ignorées, ${autres} autres fichiers, ${toRefusees(refusees).length} fiches refusées.`,
    kept
      ? `« ${out} » n’est pas remplacé : toutes les fiches n’ont pas été lues (« --partiel » le remplace quand même).`
      : `« ${out} » : ${snapshot.fiches.length} fiches, état du ${le}.`,
  );
  return {
    ok: true,
    value: {
      print: {
        ok: refusees.length === 0,
        lues: fiches.size,
        gardees: snapshot.fiches.length,
        essais,
        autres,
        refusees,
        ecrit: !kept,
        sha256: snapshot.sha256,
      },
      phrases,
      constats: refusees.length > 0,
    },
  };
}
