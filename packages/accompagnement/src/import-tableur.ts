import { isALaPlace } from './acte.ts';
import {
  eventLoopTurn,
  LIMITES,
  refuseFile,
  textOf,
  type Feuille,
  type LectureFeuille,
  type LigneFeuille,
} from './feuille.ts';
import { isClasseur, isOle, readFeuilleClasseur } from './feuille-classeur.ts';
import { readFeuilleCsv } from './feuille-csv.ts';
import { fold } from './import-champ.ts';
import { Reconnaissance } from './import-demarche.ts';
import { actesOf, profilOf, readLigne, type ColonneLue, type LigneLue } from './import-ligne.ts';
import { parseMapping, type Mapping } from './import-mapping.ts';
import { Collecte, mayImport } from './import-rapport.ts';
import {
  composeActes,
  idOf,
  type DemarcheTrouvee,
  type ImportReport,
  type OptionsImport,
} from './import-reprise.ts';
import { ACTES_MAX } from './intervention.ts';
import type { Code } from './nomenclature-2026-1.ts';

/** Rows between two looks at the events of the host. */
const TOUR = 500;
/** Where the header row is looked for. */
const ENTETE_MAX = 60;

/** Reads a file as one sheet, whatever its kind: CSV, XLSX or ODS. */
export async function readFeuille(
  fichier: Uint8Array,
  o: Pick<OptionsImport, 'limites'>,
  sheet?: string,
): Promise<LectureFeuille> {
  const limites = { ...LIMITES, ...o.limites };
  if (!((fichier as unknown) instanceof Uint8Array)) return refuseFile('fichier_illisible');
  if (fichier.length === 0) return refuseFile('fichier_vide');
  if (isOle(fichier)) return refuseFile('format_ancien');
  return isClasseur(fichier)
    ? readFeuilleClasseur(fichier, limites, sheet)
    : readFeuilleCsv(fichier, limites);
}

/**
 * First rows of a file, for the screen on which columns are matched: headers, then a sample. It holds what the file holds, so
 * it must stay on that screen.
 */
export async function readEchantillon(
  fichier: Uint8Array,
  o: Pick<OptionsImport, 'limites'> & { readonly feuille?: string; readonly lignes?: number } = {},
): Promise<{ entetes: string[]; echantillon: string[][] } | null> {
  const lecture = await readFeuille(fichier, o, o.feuille);
  if (!lecture.ok) return null;
  const rows = head(lecture.feuille, o.lignes ?? 20).map((l) => l.cellules.map(textOf));
  const [entetes, ...echantillon] = rows;
  return entetes === undefined ? null : { entetes, echantillon };
}

/**
 * Imports a spreadsheet of past activity through a mapping of its columns. By default a preview that changes nothing: every
 * issue of every row, and the interventions that would be recorded. Only mapped columns are ever read; an issue gives the row,
 * the column, a code and a phrase, never a value.
 *
 * A row that is exactly another one is taken once. The ids come from the content: importing the same file again, with its
 * interventions in `connus`, gives nothing. The order of the columns changes nothing.
 *
 * A preview never throws on data. Codes of the file: `fichier_vide`, `fichier_illisible`, `fichier_trop_grand`,
 * `fichier_chiffre`, `format_ancien`, `encodage_inconnu`, `feuille_absente`, `role_insuffisant`, `mapping_invalide`, `entete_absente`, `colonne_manquante`,
 * `colonne_en_double`… of rows: `date_invalide`, `date_ambigue`, `duree_invalide`, `code_inconnu`, `lieu_inconnu`…
 */
export async function importTableur(
  fichier: Uint8Array,
  mapping: Mapping,
  o: OptionsImport,
): Promise<ImportReport> {
  const refused = refuseRole(o);
  if (refused !== undefined) return refused;
  const parsed = parseMapping(mapping);
  if (!parsed.ok) {
    const wrong = new Collecte(o);
    wrong.refuse('mapping_invalide');
    return wrong.report();
  }
  const lecture = await readFeuille(fichier, o, parsed.value.feuille);
  if (!lecture.ok) return refusedFile(o, lecture);
  const { feuille } = lecture;
  const collecte = new Collecte(o, feuille);
  const entete = findEntete(feuille, parsed.value);
  if (entete === undefined) {
    collecte.refuse('entete_absente');
    return collecte.report();
  }
  const colonnes = matchColonnes(entete, parsed.value, feuille, collecte);
  if (collecte.refused) return collecte.report();
  const width = entete.cellules.length;
  const reconnaissance = new Reconnaissance(o.findDemarche);
  const seen = new Map<string, string>();
  let n = 0;
  for (const ligne of feuille.lignes) {
    if (ligne.numero <= entete.numero) continue;
    if (++n % TOUR === 0) await eventLoopTurn();
    const irregular = feuille.format === 'csv' && isIrregular(ligne, width);
    if (irregular) collecte.error('ligne_irreguliere', ligne.numero);
    const lue = readLigne(ligne, colonnes, parsed.value, o.maintenant, collecte);
    await addLigne(lue, irregular, colonnes, parsed.value, reconnaissance, seen, collecte);
  }
  return collecte.report();
}

/** Cells missing, or a value beyond the headers: the row may have slipped. */
function isIrregular({ cellules }: LigneFeuille, width: number): boolean {
  return cellules.length < width || cellules.slice(width).some((c) => textOf(c).trim() !== '');
}

async function addLigne(
  lue: LigneLue,
  irregular: boolean,
  colonnes: readonly ColonneLue[],
  mapping: Mapping,
  reconnaissance: Reconnaissance,
  seen: Map<string, string>,
  collecte: Collecte,
): Promise<void> {
  const { numero, date, lieuId } = lue;
  const blocked = (): void => void collecte.lignes.push({ ligne: numero, statut: 'erreur' });
  const colonneOf = (champ: string): number | undefined => colonnes.find((c) => c.champ === champ)?.rang;
  const profil = profilOf(lue, collecte, colonnes);
  const demarches = await findDemarches(lue, reconnaissance, colonneOf('demarche'), collecte);
  const { themes, ...said } = actesOf(lue);
  const defauts = mapping.defauts ?? {};
  const perimetres = (lue.codes.get('perimetre') ?? []) as Code<'perimetre'>[];
  const mode = said.mode ?? defauts.mode ?? 'faire_avec';
  const motifPour = isALaPlace(mode) ? (said.motifPour ?? defauts.motifPour) : undefined;
  const canal = (lue.codes.get('canal')?.[0] ?? defauts.canal ?? 'lieu') as Code<'canal'>;
  const issue = lue.codes.get('issue')?.[0] ?? 'finalisee';
  const all = themes.length > 0 || defauts.theme === undefined ? themes : [defauts.theme];
  let sound = lue.sound && !irregular && profil !== undefined;
  const fail = (
    code: Parameters<Collecte['error']>[0],
    champ: ColonneLue['champ'],
    alternative?: string,
  ): void => {
    sound = false;
    collecte.error(code, numero, colonneOf(champ), champ, alternative);
  };
  const refusedActe = (['theme', 'perimetre', 'demarche'] as const).some((c) => lue.refuses.has(c));
  if (demarches.length === 0 && perimetres.length === 0 && all.length === 0 && !refusedActe) {
    fail('sans_acte', 'theme');
  }
  if (Math.max(demarches.length, perimetres.length) + all.length > ACTES_MAX) fail('trop_d_actes', 'theme');
  if (isALaPlace(mode) && motifPour === undefined && !lue.refuses.has('motifPour')) {
    fail('motif_pour_absent', 'motifPour', 'Donnez un motif par défaut dans la correspondance des colonnes.');
  }
  if (mode === 'faire_a_la_place_absent' && canal === 'lieu') fail('absent_au_lieu', 'canal');
  const detail = detailOf(lue, issue, demarches.length > 0 || perimetres.length > 0);
  if (detail === 'invalide') fail('identifiant_invalide', 'serviceBloque');
  if (detail === 'absent') {
    fail(
      'issue_sans_detail',
      'issue',
      'Faites-la correspondre à «\u00a0terminée\u00a0» ou «\u00a0à poursuivre\u00a0».',
    );
  }
  const identifiant = lue.codes.get('identifiant')?.[0];
  if (!sound || date === undefined || lieuId === undefined || profil === undefined) {
    blocked();
    return;
  }
  const content = contentOf(lue);
  const id = identifiant === undefined ? idOf('tableur', content) : idOf('tableur', 'id', identifiant);
  const before = seen.get(id);
  if (before !== undefined) {
    const same = before === content;
    if (same) collecte.warn('ligne_en_double', numero);
    else collecte.error('identifiant_en_double', numero, colonneOf('identifiant'), 'identifiant');
    collecte.lignes.push({ ligne: numero, statut: same ? 'doublon' : 'erreur', id });
    return;
  }
  seen.set(id, content);
  if (collecte.isKnown(id)) {
    collecte.lignes.push({ ligne: numero, statut: 'connue', id });
    return;
  }
  if (said.mode === undefined) collecte.approximate('mode', mode);
  if (!lue.codes.has('canal')) collecte.approximate('canal', canal);
  if (!lue.codes.has('issue')) collecte.approximate('issue', 'finalisee');
  collecte.addRencontre({
    id,
    date,
    lieuId,
    profil,
    actes: composeActes({
      base: id,
      date,
      lieuId,
      themes: all,
      demarches,
      perimetres,
      mode,
      ...(said.appui !== undefined && { appui: said.appui }),
      ...(said.appui === undefined && defauts.appui !== undefined && { appui: defauts.appui }),
      ...(motifPour !== undefined && { motifPour }),
      issue: issue as Code<'issue'>,
      ...(typeof detail === 'object' && detail),
    }),
    motifsVenue: (lue.codes.get('motifVenue') ?? []) as Code<'motifVenue'>[],
    dureeMin: lue.dureeMin,
    canal,
    tiers: (lue.codes.get('tiers')?.[0] ?? 'non_demande') as 'non_demande',
    renoncement: (lue.codes.get('renoncement')?.[0] ?? 'non_demande') as 'non_demande',
  });
  if (issue === 'orientee') {
    collecte.orientations.push({
      id: idOf(id, 'orientation'),
      interventionId: id,
      le: date,
      structureDeRedirection: null,
    });
  }
  collecte.lignes.push({ ligne: numero, statut: 'prete', id });
}

/** Two ids of the catalogue: who runs the blocked service, and by which channel. */
const SERVICE = /^([A-Za-z0-9][A-Za-z0-9._:-]{0,79})\/([A-Za-z0-9][A-Za-z0-9._:-]{0,79})$/;
/** Where a blocked service is not told. */
const INCONNU = 'inconnu';

/** What a blocked or abandoned démarche must say besides, when the row says it. */
function detailOf(
  { codes }: LigneLue,
  issue: string,
  onDemarche: boolean,
): Pick<Parameters<typeof composeActes>[0], 'motifAbandon' | 'blocage'> | 'absent' | 'invalide' | undefined {
  if (issue === 'abandonnee') {
    const motifAbandon = codes.get('motifAbandon')?.[0] as Code<'motifAbandon'> | undefined;
    return motifAbandon === undefined ? 'absent' : { motifAbandon };
  }
  if (issue !== 'bloquee') return undefined;
  const code = codes.get('blocage')?.[0] as Code<'blocage'> | undefined;
  if (code === undefined || !onDemarche) return 'absent';
  const service = codes.get('serviceBloque')?.[0];
  const [, operateurId = INCONNU, canal = INCONNU] =
    (service === undefined ? null : SERVICE.exec(service)) ?? [];
  if (service !== undefined && operateurId === INCONNU) return 'invalide';
  const planB = (codes.get('planB')?.[0] ?? 'aucun') as Code<'planB'>;
  return { blocage: { code, operateurId, canal, planB } };
}

/** What a row says, whatever the order of its columns. */
function contentOf(l: LigneLue): string {
  const codes = [...l.codes]
    .map(([champ, v]) => [champ, ...v])
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
  return JSON.stringify([l.date, l.lieuId, l.dureeMin, codes]);
}

async function findDemarches(
  l: LigneLue,
  reconnaissance: Reconnaissance,
  rang: number | undefined,
  collecte: Collecte,
): Promise<DemarcheTrouvee[]> {
  const found = new Map<string, DemarcheTrouvee>();
  const texte = l.codes.get('demarche')?.[0] ?? '';
  for (const part of texte.split(/[\n\r;|]+/)) {
    if (part.trim() === '') continue;
    const demarche = await reconnaissance.of(part);
    if (demarche === null) collecte.warn('demarche_inconnue', l.numero, rang, 'demarche');
    else found.set(demarche.id, demarche);
  }
  return [...found.values()];
}

/** The row told by the mapping, or the one that holds most of its headers. */
function findEntete(feuille: Feuille, mapping: Mapping): LigneFeuille | undefined {
  const rows = head(feuille, mapping.ligneEntete ?? ENTETE_MAX);
  if (mapping.ligneEntete !== undefined) return rows.find((l) => l.numero === mapping.ligneEntete);
  const wanted = new Set(mapping.colonnes.map((c) => fold(c.entete)));
  let best: { ligne: LigneFeuille; n: number } | undefined;
  for (const ligne of rows) {
    const n = new Set(ligne.cellules.map((c) => fold(textOf(c))).filter((h) => wanted.has(h))).size;
    if (n > (best?.n ?? 0)) best = { ligne, n };
  }
  return best?.ligne;
}

function matchColonnes(
  entete: LigneFeuille,
  mapping: Mapping,
  feuille: Feuille,
  collecte: Collecte,
): ColonneLue[] {
  const headers = entete.cellules.map((c) => fold(textOf(c)));
  const colonnes: ColonneLue[] = [];
  for (const { entete: name, champ, valeurs } of mapping.colonnes) {
    const rang = headers.indexOf(fold(name));
    if (rang === -1) collecte.refuse('colonne_manquante', entete.numero, undefined, champ);
    else if (headers.lastIndexOf(fold(name)) !== rang) {
      collecte.refuse('colonne_en_double', entete.numero, rang, champ);
    } else {
      if (feuille.masquees.has(rang)) collecte.warn('colonne_masquee', entete.numero, rang, champ);
      const known = Object.entries(valeurs ?? {}).map(([v, code]): [string, string] => [fold(v), code]);
      colonnes.push({ rang, champ, valeurs: new Map(known) });
    }
  }
  collecte.colonnesEcartees = headers.filter((h) => h !== '').length - colonnes.length;
  return colonnes;
}

/** First rows of a sheet. What is said of them is not said twice when the sheet is read whole. */
export function head(feuille: Feuille, last: number): LigneFeuille[] {
  const before = feuille.issues.length;
  const rows: LigneFeuille[] = [];
  for (const ligne of feuille.lignes) {
    if (ligne.numero > last) break;
    rows.push(ligne);
  }
  feuille.issues.length = before;
  return rows;
}

/** The report of an actor who may not import, for himself or for somebody else; `undefined` when he may. */
export function refuseRole(o: OptionsImport): ImportReport | undefined {
  if (mayImport(o)) return undefined;
  const collecte = new Collecte(o);
  collecte.refuse('role_insuffisant');
  return collecte.report();
}

export function refusedFile(o: OptionsImport, lecture: { issues: ImportReport['issues'] }): ImportReport {
  const collecte = new Collecte(o);
  collecte.issues.push(...lecture.issues);
  return collecte.report();
}
