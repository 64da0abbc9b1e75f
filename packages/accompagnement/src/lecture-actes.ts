import type { Acte } from './acte.ts';
import { createEcriture, toColonne, write, type Colonne } from './colonne.ts';
import type { Intervention } from './intervention.ts';

/** What an acte on a theme says instead of a démarche, here only: no démarche has this id. */
export const THEME = '';

/** What is said of each acte, in the order of the visits. */
export interface ActesLus {
  readonly actes: readonly Acte[];
  /** Row of the visit of each. */
  readonly visites: Int32Array;
  readonly objet: Colonne;
  readonly demarche: Colonne;
  readonly theme: Colonne;
  readonly mode: Colonne;
  readonly appui: Colonne;
  readonly motif_pour: Colonne;
  readonly issue: Colonne;
  /** Empty without any. */
  readonly blocage: Colonne;
  readonly relecture: Colonne;
  readonly mandat: Colonne;
  readonly identifiants: Colonne;
  /** Acts of a mandate that were done, as one word. */
  readonly faits: Colonne;
}

/** @param firsts - where the actes of each visit begin */
export function readActes(lignes: readonly Intervention[], firsts: Int32Array): ActesLus {
  const n = firsts[lignes.length] ?? 0;
  const actes: Acte[] = [];
  const visites = new Int32Array(n);
  const objet = createEcriture(n);
  const demarche = createEcriture(n);
  const theme = createEcriture(n);
  const mode = createEcriture(n);
  const appui = createEcriture(n);
  const motif = createEcriture(n);
  const issue = createEcriture(n);
  const blocage = createEcriture(n);
  const relecture = createEcriture(n);
  const mandat = createEcriture(n);
  const identifiants = createEcriture(n);
  const faits = createEcriture(n);
  for (let row = 0; row < lignes.length; row++)
    for (const acte of lignes[row]?.actes ?? []) {
      const at = actes.push(acte) - 1;
      visites[at] = row;
      write(objet, at, acte.objet.nature);
      write(demarche, at, acte.objet.nature === 'demarche' ? acte.objet.demarcheId : THEME);
      write(theme, at, acte.objet.nature === 'theme' ? acte.objet.theme : 'sans_theme');
      write(mode, at, acte.mode);
      write(appui, at, acte.appui ?? '');
      write(motif, at, acte.motifPour ?? 'non_communique');
      write(issue, at, acte.issue.code);
      write(blocage, at, acte.blocage === undefined ? '' : acte.blocage.blocage.code);
      write(relecture, at, relectureOf(acte));
      write(mandat, at, acte.mandatId === undefined ? 'absent' : 'valide');
      write(identifiants, at, acte.saisieIdentifiants ? 'oui' : 'non');
      write(faits, at, wordOf(acte.actesFaits));
    }
  return {
    actes,
    visites,
    objet: toColonne(objet),
    demarche: toColonne(demarche),
    theme: toColonne(theme),
    mode: toColonne(mode),
    appui: toColonne(appui),
    motif_pour: toColonne(motif),
    issue: toColonne(issue),
    blocage: toColonne(blocage),
    relecture: toColonne(relecture),
    mandat: toColonne(mandat),
    identifiants: toColonne(identifiants),
    faits: toColonne(faits),
  };
}

const relectureOf = ({ relecture }: Acte): string =>
  relecture === undefined ? 'absente' : relecture.accord === 'non' ? 'refusee' : 'faite';

/** Most did one or none: those are not joined. */
const wordOf = (codes: readonly string[]): string => (codes.length > 1 ? codes.join() : (codes[0] ?? ''));

/** Where the actes of each intervention begin. */
export function listFirsts(lignes: readonly Intervention[]): Int32Array {
  const firsts = new Int32Array(lignes.length + 1);
  for (let row = 0; row < lignes.length; row++)
    firsts[row + 1] = (firsts[row] ?? 0) + (lignes[row]?.actes.length ?? 0);
  return firsts;
}
