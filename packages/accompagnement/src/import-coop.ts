import { isALaPlace, type MotifPour } from './acte.ts';
import { parseAtelier } from './atelier.ts';
import { findRangs, readLigneCoop, type LigneCoop } from './coop-ligne.ts';
import {
  COLONNES_REQUISES,
  MODE_DE_AUTONOMIE,
  TAG_APPUI,
  TAG_MANDAT,
  TAG_MODE,
  TAG_MOTIF,
} from './coop-libelles.ts';
import { eventLoopTurn, textOf } from './feuille.ts';
import { Reconnaissance } from './import-demarche.ts';
import { Collecte } from './import-rapport.ts';
import {
  composeActes,
  idOf,
  type DemarcheTrouvee,
  type ImportReport,
  type LigneImport,
  type OptionsImport,
} from './import-reprise.ts';
import { head, readFeuille, refusedFile, refuseRole } from './import-tableur.ts';
import { ACTES_MAX } from './intervention.ts';
import { LISTES } from './nomenclature-2026-1.ts';

const TOUR = 500;
/** Name of their sheet; in a file saved again it may have another. */
const FEUILLE = 'Activités';
/** The sheet begins with some lines on the export and its filters. */
const ENTETE_MAX = 100;

/**
 * Imports the « Activités » export of La Coop de la médiation numérique (XLSX, or the same sheet as ODS or CSV). By default a
 * preview. One row is one participant: the rows of one `ID CRA` are one intervention, or one workshop, of which only margins
 * are kept. The columns « Bénéficiaire », « Notes supplémentaires » and those that name a mediator are not read at all.
 *
 * What La Coop does not tell apart is counted in `resume.approches`: the outcome (only « réorienté » is known), telephone or
 * video, 12–14 or 15–17, 70–74 or 75 and more. Everybody is an anonymous visit.
 */
export async function importCoop(xlsx: Uint8Array, o: OptionsImport): Promise<ImportReport> {
  const refused = refuseRole(o);
  if (refused !== undefined) return refused;
  const own = await readFeuille(xlsx, o, FEUILLE);
  const elsewhere = !own.ok && own.issues.some((i) => i.code === 'feuille_absente');
  const lecture = elsewhere ? await readFeuille(xlsx, o) : own;
  if (!lecture.ok) return refusedFile(o, lecture);
  const { feuille } = lecture;
  const collecte = new Collecte(o, feuille);
  const entete = head(feuille, ENTETE_MAX).find((l) => COLONNES_REQUISES.every((c) => findRangs(l).has(c)));
  if (entete === undefined) {
    collecte.refuse('entete_absente');
    return collecte.report();
  }
  const rangs = findRangs(entete);
  collecte.colonnesEcartees = entete.cellules.filter((c) => textOf(c).trim() !== '').length - rangs.size;
  const groups = new Map<string, LigneCoop[]>();
  let n = 0;
  for (const ligne of feuille.lignes) {
    if (ligne.numero <= entete.numero) continue;
    if (++n % TOUR === 0) await eventLoopTurn();
    const lue = readLigneCoop(ligne, rangs, o.maintenant, collecte);
    const key = lue.cra === '' ? `#${lue.numero}` : lue.cra;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [lue]);
    else group.push(lue);
  }
  const reconnaissance = new Reconnaissance(o.findDemarche);
  for (const group of groups.values()) {
    if (++n % TOUR === 0) await eventLoopTurn();
    await addGroup(group, o, reconnaissance, collecte);
  }
  collecte.lignes.sort((a, b) => a.ligne - b.ligne);
  return collecte.report();
}

async function addGroup(
  all: readonly LigneCoop[],
  o: OptionsImport,
  reconnaissance: Reconnaissance,
  collecte: Collecte,
): Promise<void> {
  const group = withoutDoubles(all, collecte);
  const [first] = group;
  if (first === undefined) return;
  const id = idOf('coop', first.cra);
  const settle = (statut: LigneImport['statut']): void => {
    for (const { numero } of group) {
      collecte.lignes.push({ ligne: numero, statut, ...(statut !== 'erreur' && { id }) });
    }
  };
  let sound = group.every((l) => l.sound);
  const fail = (code: Parameters<Collecte['error']>[0], ligne = first.numero): void => {
    sound = false;
    collecte.error(code, ligne);
  };
  const ranks = new Set(group.map((l) => l.rang));
  const alone = !first.collectif && group.length > 1;
  if (alone || group.some((l) => sharedOf(l) !== sharedOf(first))) fail('groupe_incoherent');
  else if (sound && (ranks.size !== first.participants || group.length !== first.participants)) {
    fail('participants_incomplets');
  }
  const lieuId = collecte.lieuOf(first.lieu);
  if (lieuId === undefined) {
    sound = false;
    for (const l of group) collecte.error('lieu_inconnu', l.numero, undefined, 'lieu');
  }
  if (!sound || lieuId === undefined || first.date === undefined) {
    settle('erreur');
    return;
  }
  // Our own table, read back, holds the ids of the interventions themselves.
  if (collecte.isKnown(id) || o.connus?.has(first.cra) === true) {
    settle('connue');
    return;
  }
  const kept = first.collectif
    ? addAtelier(group, first, id, lieuId, collecte)
    : await addIntervention(first, id, lieuId, reconnaissance, collecte);
  settle(kept ? 'prete' : 'erreur');
}

/** What the rows of one activity have in common. */
function sharedOf(l: LigneCoop): string {
  const { date, collectif, participants, lieu, canal, dureeMin, themes, demarche, autonomie } = l;
  return JSON.stringify([date, collectif, participants, lieu, canal, dureeMin, themes, demarche, autonomie]);
}

/** A row given twice is taken once. */
function withoutDoubles(all: readonly LigneCoop[], collecte: Collecte): LigneCoop[] {
  const seen = new Set<string>();
  return all.filter((l) => {
    const { numero, ...content } = l;
    const key = JSON.stringify(content);
    const again = seen.has(key);
    if (again) {
      collecte.warn('ligne_en_double', numero);
      collecte.lignes.push({ ligne: numero, statut: 'doublon' });
    }
    seen.add(key);
    return !again;
  });
}

async function addIntervention(
  l: LigneCoop,
  id: string,
  lieuId: string,
  reconnaissance: Reconnaissance,
  collecte: Collecte,
): Promise<boolean> {
  const { date, canal } = l;
  if (date === undefined || canal === undefined) return false;
  const demarches = new Map<string, DemarcheTrouvee>();
  for (const part of l.demarche.split(/[\n\r]+/)) {
    if (part.trim() === '') continue;
    const found = await reconnaissance.of(part);
    if (found === null) collecte.warn('demarche_inconnue', l.numero, undefined, 'demarche');
    else demarches.set(found.id, found);
  }
  const { mode, appui, motifPour } = modeOf(l);
  const faults: Parameters<Collecte['error']>[0][] = [];
  if (demarches.size === 0 && l.perimetres.length === 0 && l.themes.length === 0) faults.push('sans_acte');
  if (Math.max(demarches.size, l.perimetres.length) + l.themes.length > ACTES_MAX)
    faults.push('trop_d_actes');
  if (isALaPlace(mode) && motifPour === undefined) faults.push('motif_pour_absent');
  if (mode === 'faire_a_la_place_absent' && canal === 'lieu') faults.push('absent_au_lieu');
  for (const code of faults) collecte.error(code, l.numero);
  if (faults.length > 0) return false;
  if (l.autonomie === '') collecte.approximate('mode', mode);
  if (canal === 'telephone') collecte.approximate('canal', canal);
  if (!l.reoriente) collecte.approximate('issue', 'finalisee');
  collecte.addRencontre({
    id,
    date,
    lieuId,
    profil: l.profil,
    actes: composeActes({
      base: id,
      date,
      lieuId,
      themes: l.themes,
      demarches: [...demarches.values()],
      perimetres: l.perimetres,
      mode,
      ...(appui !== undefined && { appui }),
      ...(isALaPlace(mode) && motifPour !== undefined && { motifPour }),
      issue: l.reoriente ? 'orientee' : 'finalisee',
    }),
    motifsVenue: [],
    dureeMin: l.dureeMin,
    canal,
    tiers: 'non_demande',
    renoncement: 'non_demande',
  });
  if (l.reoriente) {
    collecte.orientations.push({
      id: idOf(id, 'orientation'),
      interventionId: id,
      le: date,
      structureDeRedirection: l.redirection,
    });
  }
  return true;
}

/** Our own tags say the mode; else the words of La Coop do. */
function modeOf(l: LigneCoop): {
  mode: (typeof LISTES.mode)[number]['code'];
  appui: 'guide' | 'verifie' | undefined;
  motifPour: MotifPour | undefined;
} {
  const tagged = (prefix: string): string | undefined =>
    l.tags.find((t) => t.startsWith(prefix))?.slice(prefix.length);
  const mode = LISTES.mode.find((m) => m.code === tagged(TAG_MODE))?.code;
  const appui = LISTES.appui.find((a) => a.code === tagged(TAG_APPUI))?.code;
  const motifPour = LISTES.motifPour.find((m) => m.code === tagged(TAG_MOTIF))?.code;
  if (mode !== undefined) return { mode, appui, motifPour };
  if (l.tags.includes(TAG_MANDAT)) return { mode: 'faire_a_la_place_present', appui: undefined, motifPour };
  const said = MODE_DE_AUTONOMIE[l.autonomie] ?? { mode: 'faire_avec' as const };
  return { mode: said.mode, appui: said.appui, motifPour: undefined };
}

/** The participants become margins, and are gone. */
function addAtelier(
  group: readonly LigneCoop[],
  first: LigneCoop,
  id: string,
  lieuId: string,
  collecte: Collecte,
): boolean {
  const [theme] = first.themes;
  if (theme === undefined) collecte.error('sans_acte', first.numero, undefined, 'theme');
  if (first.dureeMin === 'non_demande') {
    collecte.error('champ_manquant', first.numero, undefined, 'dureeMin');
  }
  if (theme === undefined || first.dureeMin === 'non_demande') return false;
  const margin = (of: 'genre' | 'trancheAge' | 'statut'): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { profil } of group) counts[profil[of]] = (counts[profil[of]] ?? 0) + 1;
    return counts;
  };
  const atelier = parseAtelier({
    id,
    lieuId,
    date: first.date,
    dureeMin: first.dureeMin,
    theme,
    niveau: first.autonomie === '' ? 'debutant' : first.autonomie,
    participants: group.length,
    marges: { genre: margin('genre'), trancheAge: margin('trancheAge'), statut: margin('statut') },
  });
  if (!atelier.ok) {
    collecte.error('ligne_invalide', first.numero);
    return false;
  }
  if (first.themes.length > 1) collecte.approximate('theme', theme);
  if (first.autonomie === '') collecte.approximate('niveau', 'debutant');
  collecte.ateliers.push(atelier.value);
  return true;
}
