import type { Acte, Relance } from './acte.ts';
import { civilDateOf, demandInstant, isCivilDate, type DateCivile, type Id } from './date-civile.ts';
import { createId } from './identifiant.ts';
import type { Intervention } from './intervention.ts';
import type { Code } from './nomenclature-2026-1.ts';
import type { Contexte } from './ports-seance.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';
import type { Suivi } from './suivi-schema.ts';

const MOTIFS = {
  suivi_clos: 'Ce suivi est clos\u00a0: rouvrez-le d’abord.',
  suivi_ouvert: 'Ce suivi est encore ouvert.',
  aboutissement_requis: 'Dites comment la démarche a fini.',
  cloture_avant_ouverture: 'Le suivi ne peut pas finir avant de commencer.',
  relance_introuvable: 'Cette relance n’existe pas dans le suivi.',
  relance_existante: 'Cette relance est déjà dans le suivi.',
  relance_traitee: 'Cette relance est déjà traitée.',
  relance_passee: 'La relance est dans le passé.',
  date_invalide: 'Cette date n’existe pas. Forme attendue\u00a0: 2026-11-23.',
  code_inconnu: 'Ce code n’existe pas dans la liste.',
  personne_anonyme: 'Un passage anonyme n’ouvre pas de suivi.',
  personne_differente: 'Cette intervention est celle de quelqu’un d’autre.',
  intervention_annulee: 'Cette intervention est annulée.',
  suivi_absent: 'Aucun acte de cette intervention ne porte ce suivi.',
  demarche_differente: 'Cette échéance est celle d’une autre démarche.',
} as const;

function because(code: keyof typeof MOTIFS, ...path: (string | number)[]): Motif {
  return { code, phrase: MOTIFS[code], ...(path.length > 0 && { path }) };
}

type Moment = Pick<Contexte, 'maintenant' | 'zone'>;
const today = (ctx: Moment): DateCivile => civilDateOf(demandInstant(ctx.maintenant), ctx.zone);

/**
 * A suivi from the first acte of a démarche for a followed person, with the relance that its issue holds.
 *
 * Motifs, all at once: `personne_anonyme`, `suivi_absent` (no acte of the intervention holds this id with a démarche),
 * `intervention_annulee`.
 */
export function openSuivi(id: Id, intervention: Intervention): Resultat<Suivi> {
  const { personne } = intervention;
  const motifs: Motif[] = [];
  if (personne.nature !== 'suivie') motifs.push(because('personne_anonyme', 'personne'));
  if (intervention.annulee !== null) motifs.push(because('intervention_annulee', 'annulee'));
  const demarcheId = intervention.actes.flatMap(({ suiviId, objet }) =>
    suiviId === id && objet.nature === 'demarche' ? [objet.demarcheId] : [],
  )[0];
  if (demarcheId === undefined) motifs.push(because('suivi_absent', 'actes'));
  if (motifs.length > 0 || personne.nature !== 'suivie' || demarcheId === undefined) return refuse(...motifs);
  return followIntervention(
    {
      id,
      personne: personne.id,
      demarcheId,
      ouvertLe: intervention.date,
      aboutissement: 'en_attente',
      closLe: null,
      interventionIds: [],
      relances: [],
    },
    intervention,
  );
}

/**
 * Adds an intervention to the suivi that its actes name: the relance of the issue joins the due list, and an acte given up
 * closes the suivi in the same gesture. Twice the same intervention changes nothing; a corrected one brings its new relance,
 * unless it was dealt with already.
 *
 * Motifs, all at once: `suivi_clos`, `personne_differente`, `intervention_annulee`, `suivi_absent`.
 */
export function followIntervention(suivi: Suivi, intervention: Intervention): Resultat<Suivi> {
  const { id, personne, date, actes, annulee } = intervention;
  const known = suivi.interventionIds.includes(id);
  const own = actes.filter((acte) => acte.suiviId === suivi.id);
  const motifs: Motif[] = [];
  if (suivi.closLe !== null && !known) motifs.push(because('suivi_clos'));
  if (personne.nature !== 'suivie' || personne.id !== suivi.personne) {
    motifs.push(because('personne_differente', 'personne'));
  }
  if (annulee !== null) motifs.push(because('intervention_annulee', 'annulee'));
  if (own.length === 0) motifs.push(because('suivi_absent', 'actes'));
  if (motifs.length > 0) return refuse(...motifs);
  if (suivi.closLe !== null) return accept(suivi);

  const followed: Suivi = {
    ...suivi,
    ouvertLe: date < suivi.ouvertLe ? date : suivi.ouvertLe,
    interventionIds: known ? suivi.interventionIds : [...suivi.interventionIds, id],
    relances: own.reduce(withRelance, suivi.relances),
  };
  const last = own.at(-1);
  return accept(last?.issue.code === 'abandonnee' ? close(followed, 'abandonne', date) : followed);
}

function withRelance(relances: Relance[], { issue }: Acte): Relance[] {
  if (!('relance' in issue)) return relances;
  const { relance } = issue;
  const old = relances.find(({ id }) => id === relance.id);
  if (old === undefined) return [...relances, relance];
  return old.etat === 'a_faire' ? relances.map((r) => (r.id === relance.id ? relance : r)) : relances;
}

/** By name, so that a code added to the nomenclature is missed by the compiler and not by the reader. */
const NATURES: Readonly<Record<Relance['nature'], true>> = {
  piece_attendue: true,
  reponse_attendue: true,
  declaration_a_faire: true,
  rdv: true,
  rappel_personne: true,
};
const ETATS: Readonly<Record<Relance['etat'], true>> = { a_faire: true, faite: true, ignoree: true };

/**
 * Adds a relance written by hand.
 *
 * Motifs, all at once: `suivi_clos`, `relance_existante`, `code_inconnu` (nature, etat), `date_invalide`, `relance_passee`.
 */
export function addRelance(suivi: Suivi, relance: Relance, ctx: Moment): Resultat<Suivi> {
  const motifs: Motif[] = suivi.closLe === null ? [] : [because('suivi_clos')];
  if (suivi.relances.some(({ id }) => id === relance.id)) motifs.push(because('relance_existante', 'id'));
  if (!Object.hasOwn(NATURES, relance.nature)) motifs.push(because('code_inconnu', 'nature'));
  if (!Object.hasOwn(ETATS, relance.etat)) motifs.push(because('code_inconnu', 'etat'));
  motifs.push(...checkDay(relance.le, ctx));
  return motifs.length > 0 ? refuse(...motifs) : accept({ ...suivi, relances: [...suivi.relances, relance] });
}

function checkDay(le: DateCivile, ctx: Moment): Motif[] {
  if (!isCivilDate(le)) return [because('date_invalide', 'le')];
  return le < today(ctx) ? [because('relance_passee', 'le')] : [];
}

/** What is needed of an `Echeance` of demarches. */
export interface EcheanceAPrevoir {
  readonly demarcheId: string;
  readonly ferme: DateCivile;
  readonly rappelLe: DateCivile;
}

/**
 * Puts the legal deadlines of the démarche (`echeances` of demarches) on the due list of a lieu: one relance each, on its
 * reminder day, or today when that has passed. A window that has closed is left out; one that is planned already is not
 * planned again, whatever became of it.
 *
 * Motifs, all at once: `suivi_clos`, and by échéance `date_invalide`, `demarche_differente`.
 */
export function planEcheances(
  suivi: Suivi,
  echeances: readonly EcheanceAPrevoir[],
  lieuId: Id,
  ctx: Pick<Contexte, 'maintenant' | 'zone' | 'alea'>,
): Resultat<Suivi> {
  const motifs: Motif[] = suivi.closLe === null ? [] : [because('suivi_clos')];
  echeances.forEach(({ demarcheId, ferme, rappelLe }, index) => {
    if (demarcheId !== suivi.demarcheId) motifs.push(because('demarche_differente', index, 'demarcheId'));
    if (!isCivilDate(ferme)) motifs.push(because('date_invalide', index, 'ferme'));
    if (!isCivilDate(rappelLe)) motifs.push(because('date_invalide', index, 'rappelLe'));
  });
  if (motifs.length > 0) return refuse(...motifs);
  const now = today(ctx);
  const planned = new Set(suivi.relances.map(({ echeance }) => echeance?.ferme));
  const relances = [...suivi.relances];
  for (const { demarcheId, ferme, rappelLe } of echeances) {
    if (ferme < now || planned.has(ferme)) continue;
    planned.add(ferme);
    const le = rappelLe < now ? now : rappelLe;
    const echeance = { demarcheId, ferme };
    relances.push({
      id: createId(ctx),
      le,
      nature: 'declaration_a_faire',
      echeance,
      lieuId,
      etat: 'a_faire',
    });
  }
  return accept({ ...suivi, relances });
}

/**
 * Ticks a relance off, or leaves it out. The same answer twice changes nothing.
 *
 * Motifs, all at once: `relance_introuvable`, `relance_traitee` (the other answer was given), `code_inconnu`.
 */
export function settleRelance(suivi: Suivi, relanceId: Id, etat: 'faite' | 'ignoree'): Resultat<Suivi> {
  const relance = suivi.relances.find(({ id }) => id === relanceId);
  const motifs: Motif[] = [];
  if (!['faite', 'ignoree'].includes(etat)) motifs.push(because('code_inconnu', 'etat'));
  if (relance === undefined) motifs.push(because('relance_introuvable', 'relanceId'));
  else if (relance.etat !== 'a_faire' && relance.etat !== etat)
    motifs.push(because('relance_traitee', 'etat'));
  if (motifs.length > 0) return refuse(...motifs);
  return accept(change(suivi, relanceId, (r) => ({ ...r, etat })));
}

/**
 * Moves a relance to another day, or to another lieu (`lieuId`): the colleague who takes over finds it there.
 *
 * Motifs, all at once: `suivi_clos`, `relance_introuvable`, `relance_traitee`, `date_invalide`, `relance_passee`.
 */
export function postponeRelance(
  suivi: Suivi,
  relanceId: Id,
  vers: { le: DateCivile; lieuId?: Id },
  ctx: Moment,
): Resultat<Suivi> {
  const relance = suivi.relances.find(({ id }) => id === relanceId);
  const motifs: Motif[] = suivi.closLe === null ? [] : [because('suivi_clos')];
  if (relance === undefined) motifs.push(because('relance_introuvable', 'relanceId'));
  else if (relance.etat !== 'a_faire') motifs.push(because('relance_traitee', 'etat'));
  motifs.push(...checkDay(vers.le, ctx));
  if (motifs.length > 0) return refuse(...motifs);
  return accept(change(suivi, relanceId, (r) => ({ ...r, ...vers })));
}

function change(suivi: Suivi, relanceId: Id, by: (r: Relance) => Relance): Suivi {
  return { ...suivi, relances: suivi.relances.map((r) => (r.id === relanceId ? by(r) : r)) };
}

/**
 * Closes a suivi in one act: its outcome, its last day (today), and the relances left, which leave the due list. Twice the
 * same outcome changes nothing. `inconnu` closes a thread whose end nobody knows.
 *
 * Motifs, all at once: `code_inconnu`, `aboutissement_requis` (`en_attente` is no end), `suivi_clos` (with another outcome),
 * `cloture_avant_ouverture`.
 */
export function closeSuivi(suivi: Suivi, aboutissement: Code<'aboutissement'>, ctx: Moment): Resultat<Suivi> {
  const motifs: Motif[] = [];
  if (aboutissement === 'en_attente') motifs.push(because('aboutissement_requis', 'aboutissement'));
  else if (!ENDS.has(aboutissement)) motifs.push(because('code_inconnu', 'aboutissement'));
  if (suivi.closLe !== null && suivi.aboutissement !== aboutissement) motifs.push(because('suivi_clos'));
  if (today(ctx) < suivi.ouvertLe) motifs.push(because('cloture_avant_ouverture', 'closLe'));
  if (motifs.length > 0) return refuse(...motifs);
  return accept(suivi.closLe === null ? close(suivi, aboutissement, today(ctx)) : suivi);
}

const ENDS: ReadonlySet<string> = new Set<Code<'aboutissement'>>([
  'obtenu',
  'refuse',
  'abandonne',
  'inconnu',
]);

function close(suivi: Suivi, aboutissement: Code<'aboutissement'>, closLe: DateCivile): Suivi {
  return {
    ...suivi,
    aboutissement,
    closLe: closLe < suivi.ouvertLe ? suivi.ouvertLe : closLe,
    relances: suivi.relances.map((r) => (r.etat === 'a_faire' ? { ...r, etat: 'ignoree' } : r)),
  };
}

/** Opens a suivi again: an answer came back, or it was closed by mistake. What it left out stays out. Motif: `suivi_ouvert`. */
export function reopenSuivi(suivi: Suivi): Resultat<Suivi> {
  return suivi.closLe === null
    ? refuse(because('suivi_ouvert'))
    : accept({ ...suivi, aboutissement: 'en_attente', closLe: null });
}
