import { CommandeSeanceSchema, type CommandeSeance, type OuvrirSeance } from './commande-seance.ts';
import { controlActes, controlSoundActes } from './controle-intervention.ts';
import {
  addDays,
  civilDateOf,
  demandInstant,
  toEpochDay,
  type DateCivile,
  type Instant,
} from './date-civile.ts';
import { checkIntervention } from './coherence.ts';
import type { EtatSeance } from './etat-seance.ts';
import type { EvenementSeance } from './evenement-seance.ts';
import type { Intervention, InterventionSaisie } from './intervention.ts';
import { parseSaisie } from './parse-intervention.ts';
import { read } from './lecture.ts';
import { VERSION_NOMENCLATURE } from './nomenclature-2026-1.ts';
import type { Contexte, Ports } from './ports-seance.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';
import { can } from './role.ts';

/** A clock that is a little ahead is no lie. */
const TOLERANCE_MS = 300_000;
const JOURS_SAISIE_TARDIVE = 30;

const MOTIFS = {
  seance_introuvable: 'Ouvrez d’abord la séance.',
  seance_deja_ouverte: 'Cette séance est déjà ouverte.',
  seance_close: 'La séance est close\u00a0: seules les corrections sont possibles.',
  date_future: 'Cette date est dans le futur.',
  instant_recule: 'Cet instant est avant le jour de la séance.',
  instant_futur: 'Cet instant est dans le futur.',
  cloture_avant_ouverture: 'La séance ne peut pas finir avant de commencer.',
  intervention_existante: 'Cette intervention est déjà enregistrée.',
  intervention_introuvable: 'Cette intervention n’existe pas dans la séance.',
  intervention_annulee: 'Cette intervention est annulée.',
  version_depassee: 'Quelqu’un a modifié cette intervention entre-temps.',
  demande_existante: 'Cette demande est déjà notée.',
  date_seance: 'L’intervention a la date de la séance.',
  saisie_tardive: 'Une date se corrige de 30 jours au plus.',
} as const;

function because(code: keyof typeof MOTIFS, ...path: string[]): Motif {
  return { code, phrase: MOTIFS[code], ...(path.length > 0 && { path }) };
}

/**
 * Decides one command on a séance: its events, or every reason why not. Pure: same state, command, ports and context, same
 * answer. A command already answered (`op`) gives no event.
 *
 * Motifs: those of `parseIntervention`, `checkExigences` and the mandate port, `hors_structure`, `role_insuffisant`,
 * `seance_introuvable`, `seance_deja_ouverte`, `seance_close`, `date_future`, `instant_futur`, `instant_recule`, `date_seance`,
 * `saisie_tardive`, `intervention_existante`, `intervention_introuvable`, `intervention_annulee`, `version_depassee`,
 * `demarche_inconnue`, `relecture_manquante`.
 * @throws RangeError when `ctx.maintenant` is no instant in UTC: a programmer's error
 */
export function decide(
  etat: EtatSeance | null,
  commande: CommandeSeance,
  ports: Ports,
  ctx: Contexte,
): Resultat<EvenementSeance[]> {
  demandInstant(ctx.maintenant);
  const parsed = read(CommandeSeanceSchema, commande);
  if (!parsed.ok) return parsed;
  const c = parsed.value as CommandeSeance;
  if (etat !== null && Object.hasOwn(etat.ops, c.op)) return accept([]);
  const a = c.a ?? ctx.maintenant;
  const early: Motif[] = isAhead(a, ctx) ? [because('instant_futur', 'a')] : [];

  if (c.type === 'OuvrirSeance') return open(etat, c, a, early, ctx);
  if (etat?.seance.id !== c.seanceId) return refuse(...early, because('seance_introuvable'));
  const right = can(ctx.acteur, RIGHTS[c.type], {
    structureId: etat.structureId,
    agentId: etat.seance.agentId,
    classe: classeOf(etat, c, ports),
  });
  if (!right.ok) return right;
  // An older instant would wake a mandate that has ended since.
  if (c.a !== undefined && civilDateOf(a, ctx.zone) < etat.seance.date)
    early.push(because('instant_recule', 'a'));
  const closed = etat.seance.closeA !== null;
  if (closed && c.type !== 'CorrigerIntervention' && c.type !== 'AnnulerIntervention') {
    return refuse(...early, because('seance_close'));
  }

  switch (c.type) {
    case 'EnregistrerIntervention':
      return record(etat, c, a, early, ports, ctx);
    case 'CorrigerIntervention':
      return correct(etat, c, a, early, ports, ctx);
    case 'AnnulerIntervention': {
      const target = findIntervention(etat, c.interventionId);
      const motifs = [...early, ...(Array.isArray(target) ? target : [])];
      const annulee = { le: ctx.maintenant, par: ctx.acteur.id, motif: c.motif };
      return settle(motifs, c, ctx, {
        type: 'InterventionAnnulee',
        donnees: { interventionId: c.interventionId, annulee },
      });
    }
    case 'NoterDemandeNonSatisfaite': {
      const motifs = [...early];
      if (isAhead(c.demande.a, ctx)) motifs.push(because('instant_futur', 'demande', 'a'));
      if (etat.seance.demandesNonSatisfaites.some((d) => d.id === c.demande.id)) {
        motifs.push(because('demande_existante', 'demande', 'id'));
      }
      return settle(motifs, c, ctx, { type: 'DemandeNotee', donnees: { demande: c.demande } });
    }
    case 'NoterRdvNonHonore':
      return settle(early, c, ctx, { type: 'RdvNonHonoreNote', donnees: { nombre: c.nombre ?? 1 } });
    case 'CloreSeance': {
      const motifs = [...early];
      if (Date.parse(a) < Date.parse(etat.seance.ouverteA))
        motifs.push(because('cloture_avant_ouverture', 'a'));
      return settle(motifs, c, ctx, { type: 'SeanceClose', donnees: { closeA: a } });
    }
  }
}

/** Class of what is already recorded and would change; that of new actes is judged one by one. */
function classeOf(etat: EtatSeance, c: CommandeSeance, ports: Ports): 'simple' | 'sensible' {
  const id: unknown =
    c.type === 'AnnulerIntervention'
      ? c.interventionId
      : c.type === 'CorrigerIntervention' && isSaisie(c.intervention)
        ? c.intervention.id
        : undefined;
  const old =
    typeof id === 'string' && Object.hasOwn(etat.interventions, id) ? etat.interventions[id] : undefined;
  const sensible = old?.actes.some(
    ({ objet }) => objet.nature === 'demarche' && ports.getDemarche(objet.demarcheId)?.classe === 'sensible',
  );
  return sensible === true ? 'sensible' : 'simple';
}

/** The entry of a command is parsed later: here it may still be anything. */
function isSaisie(input: unknown): input is { id: unknown } {
  return typeof input === 'object' && input !== null && 'id' in input;
}

const RIGHTS = {
  EnregistrerIntervention: 'enregistrer_intervention',
  CorrigerIntervention: 'enregistrer_intervention',
  AnnulerIntervention: 'enregistrer_intervention',
  NoterDemandeNonSatisfaite: 'noter_demande',
  NoterRdvNonHonore: 'noter_demande',
  CloreSeance: 'clore_seance',
} as const;

function open(
  etat: EtatSeance | null,
  c: OuvrirSeance,
  a: Instant,
  early: readonly Motif[],
  ctx: Contexte,
): Resultat<EvenementSeance[]> {
  const { structureId } = ctx.acteur;
  const right = can(ctx.acteur, 'ouvrir_seance', { structureId, agentId: c.agentId });
  const motifs = [...early, ...(right.ok ? [] : right.motifs)];
  if (etat !== null) motifs.push(because('seance_deja_ouverte'));
  if (isFuture(c.date, ctx)) motifs.push(because('date_future', 'date'));
  return settle(motifs, c, ctx, {
    type: 'SeanceOuverte',
    donnees: {
      structureId,
      seance: {
        id: c.seanceId,
        permanenceId: c.permanenceId,
        lieuId: c.lieuId,
        agentId: c.agentId,
        date: c.date,
        ouverteA: a,
        closeA: null,
        passages: [],
        rdvNonHonores: 0,
        demandesNonSatisfaites: [],
      },
    },
  });
}

type Entry = Extract<CommandeSeance, { intervention: InterventionSaisie }>;

function record(
  etat: EtatSeance,
  c: Entry,
  a: Instant,
  early: readonly Motif[],
  ports: Ports,
  ctx: Contexte,
): Resultat<EvenementSeance[]> {
  const { date } = etat.seance;
  const saisie = parseSaisie(c.intervention, date);
  if (!saisie.ok) return refuseEntry(saisie.motifs, c, early, ports, ctx);
  const value = saisie.value;
  const { actes, motifs } = controlActes(value, a, ports, ctx);
  motifs.unshift(...early, ...checkPresence(etat, value, ports));
  if (value.date !== undefined && value.date !== date) motifs.push(because('date_seance', 'date'));
  if (Object.hasOwn(etat.interventions, value.id)) motifs.push(because('intervention_existante', 'id'));
  motifs.push(...checkRelectures(value, ctx));
  const intervention: Intervention = {
    ...value,
    actes,
    seanceId: etat.seance.id,
    date,
    creeLe: ctx.maintenant,
    modifieLe: ctx.maintenant,
    version: 1,
    nomenclature: VERSION_NOMENCLATURE,
    annulee: null,
  };
  return settle(motifs, c, ctx, { type: 'InterventionEnregistree', donnees: { intervention } });
}

function correct(
  etat: EtatSeance,
  c: Extract<CommandeSeance, { type: 'CorrigerIntervention' }>,
  a: Instant,
  early: readonly Motif[],
  ports: Ports,
  ctx: Contexte,
): Resultat<EvenementSeance[]> {
  const saisie = parseSaisie(c.intervention, etat.seance.date);
  if (!saisie.ok) return refuseEntry(saisie.motifs, c, early, ports, ctx);
  const value = saisie.value;
  const old = findIntervention(etat, value.id);
  if (Array.isArray(old)) return refuse(...early, ...old);
  const { actes, motifs } = controlActes(value, a, ports, ctx, old);
  motifs.unshift(...early, ...checkPresence(etat, value, ports));
  const date = value.date ?? old.date;
  if (c.versionAttendue !== undefined && c.versionAttendue !== old.version)
    motifs.push(because('version_depassee'));
  if (date !== old.date) motifs.push(...checkMovedDate(etat.seance.date, date, ctx));
  motifs.push(...checkRelectures(value, ctx));
  const intervention: Intervention = {
    ...old,
    ...value,
    actes,
    date,
    modifieLe: ctx.maintenant,
    version: old.version + 1,
    nomenclature: VERSION_NOMENCLATURE,
  };
  return settle(motifs, c, ctx, { type: 'InterventionCorrigee', donnees: { intervention } });
}

/** Only a coordinator moves a date, by thirty days at most. */
function checkMovedDate(seance: DateCivile, date: DateCivile, ctx: Contexte): Motif[] {
  if (!ctx.acteur.roles.includes('coordinateur')) return [because('date_seance', 'date')];
  const motifs: Motif[] = [];
  if (Math.abs(toEpochDay(date) - toEpochDay(seance)) > JOURS_SAISIE_TARDIVE) {
    motifs.push(because('saisie_tardive', 'date'));
  }
  if (isFuture(date, ctx)) motifs.push(because('date_future', 'date'));
  return motifs;
}

function refuseEntry(
  motifs: readonly Motif[],
  c: Entry,
  early: readonly Motif[],
  ports: Ports,
  ctx: Contexte,
): Resultat<never> {
  return refuse(...early, ...motifs, ...controlSoundActes(c.intervention, ports, ctx));
}

function checkPresence(etat: EtatSeance, value: InterventionSaisie, ports: Ports): Motif[] {
  const { personne } = value;
  const absent = value.actes.some((acte) => acte.mode === 'faire_a_la_place_absent');
  if (personne.nature === 'anonyme' || !absent) return [];
  const inSeance = Object.values(etat.interventions).some(
    (i) =>
      i.id !== value.id &&
      i.annulee === null &&
      i.personne.nature === 'suivie' &&
      i.personne.id === personne.id,
  );
  return checkIntervention(
    { canal: value.canal, personne, actes: value.actes },
    inSeance || (ports.dejaVenue?.(personne.id) ?? true),
  );
}

function checkRelectures(value: InterventionSaisie, ctx: Contexte): Motif[] {
  return value.actes.flatMap((acte, index): Motif[] =>
    acte.relecture !== undefined && isAhead(acte.relecture.faiteA, ctx)
      ? [{ ...because('instant_futur'), path: ['actes', index, 'relecture', 'faiteA'] }]
      : [],
  );
}

function findIntervention(etat: EtatSeance, id: string): Intervention | Motif[] {
  const found = Object.hasOwn(etat.interventions, id) ? etat.interventions[id] : undefined;
  if (found === undefined) return [because('intervention_introuvable')];
  return found.annulee === null ? found : [because('intervention_annulee')];
}

type Body = EvenementSeance extends infer E
  ? E extends EvenementSeance
    ? Pick<E, 'type' | 'donnees'>
    : never
  : never;

function settle(
  motifs: readonly Motif[],
  c: CommandeSeance,
  ctx: Contexte,
  body: Body,
): Resultat<EvenementSeance[]> {
  if (motifs.length > 0) return refuse(...motifs);
  const envelope = {
    v: 1 as const,
    id: `${c.op}/0`,
    op: c.op,
    seanceId: c.seanceId,
    le: ctx.maintenant,
    par: ctx.acteur.id,
  };
  return accept([{ ...envelope, ...body }]);
}

function isAhead(instant: Instant, ctx: Contexte): boolean {
  return Date.parse(instant) > Date.parse(ctx.maintenant) + TOLERANCE_MS;
}

function isFuture(date: DateCivile, ctx: Contexte): boolean {
  return date > addDays(civilDateOf(ctx.maintenant, ctx.zone), 1);
}
