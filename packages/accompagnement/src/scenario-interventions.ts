import { isALaPlace, type Acte, type Relance, type Relecture } from './acte.ts';
import { addDays, type DateCivile, type Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import { VERSION_NOMENCLATURE, type Code } from './nomenclature-2026-1.ts';
import { actesFaitsOf, drawMotifPour, type Brouillon } from './scenario-actes.ts';
import type { Niveaux } from './scenario-exigences.ts';
import type { PersonneScenario } from './scenario-personnes.ts';
import type { Visite } from './scenario-visites.ts';
import type { Suivi } from './suivi.ts';
import { computeTrancheAge } from './tranche-age.ts';
import { groupBy, type Tirage } from './tirage.ts';

const MINUTE = 60_000;

export interface Contexte {
  catalogue: string;
  territoireOf: (lieuId: Id) => Id;
  aboutissements: readonly Code<'aboutissement'>[];
  blocages: { has(b: Brouillon): boolean };
  remote: ReadonlySet<number>;
  durees: readonly number[];
  fin: DateCivile;
  niveauxOf: (acte: Acte) => Niveaux;
  tirage: Tirage;
}

export interface Travail {
  interventions: Intervention[];
  suivis: Suivi[];
  aboutissements: Record<Id, Code<'aboutissement'>>;
}

/** Turns the drafts of actes into interventions, with relecture where it is asked, issues and suivis. */
export function buildInterventions(
  visites: readonly Visite[],
  personnes: readonly PersonneScenario[],
  brouillons: readonly Brouillon[],
  ctx: Contexte,
): Travail {
  const suivis = new Map<string, Suivi>();
  const aboutissements: Travail['aboutissements'] = {};
  const perSeance = new Map<Id, number>();
  const sizes = groupBy(visites, (v) => v.seance.id);
  const byVisite = groupBy(
    brouillons.map((b, rank) => ({ b, rank })),
    ({ b }) => b.visite,
  );

  const interventions = visites.map((visite, index): Intervention => {
    const { seance } = visite;
    const personne = personnes[visite.personne];
    if (personne === undefined) throw new RangeError('a visit needs a person');
    const order = perSeance.get(seance.id) ?? 0;
    perSeance.set(seance.id, order + 1);
    const le =
      Date.parse(seance.ouverteA) + (15 + stepOf(sizes.get(seance.id)?.length ?? 1) * order) * MINUTE;
    const id = ctx.tirage.uuid(le);
    const actes = (byVisite.get(index) ?? []).map(({ b, rank }) => {
      const aboutissement = ctx.aboutissements[rank] ?? 'inconnu';
      const acte = buildActe(
        b,
        { aboutissement, personne, lieuId: seance.lieuId, date: seance.date, le },
        ctx,
      );
      aboutissements[acte.id] = aboutissement;
      const suivi = follow(suivis, acte, aboutissement, personne.id, seance.date, id, ctx.tirage, le);
      return suivi === undefined ? acte : { ...acte, suiviId: suivi.id };
    });
    const creeLe = new Date(le).toISOString();
    return {
      id,
      seanceId: seance.id,
      date: seance.date,
      personne: {
        nature: 'suivie',
        id: personne.id,
        pseudonyme: personne.pseudonyme,
        profil: { ...personne.profil, trancheAge: computeTrancheAge(personne.anneeNaissance, seance.date) },
      },
      actes,
      motifsVenue: drawMotifsVenue(personne, ctx.tirage),
      dureeMin: ctx.durees[index] ?? 'non_demande',
      canal: ctx.remote.has(index) ? 'telephone' : 'lieu',
      tiers:
        personne.langue === null
          ? 'aucun'
          : ctx.tirage.pick(['aucun', 'proche_adulte', 'interprete_telephone']),
      renoncement: ctx.tirage.pick(['non_demande', 'non_demande', 'oui', 'non', 'ne_sait_pas']),
      creeLe,
      modifieLe: creeLe,
      version: 1,
      nomenclature: VERSION_NOMENCLATURE,
      annulee: null,
      synthetic: true,
    };
  });
  return { interventions, suivis: [...suivis.values()], aboutissements };
}

/** Minutes between two entries, so that the last one is before the three hours are over. */
const stepOf = (n: number): number => Math.min(25, Math.floor(160 / Math.max(1, n - 1)));

export interface Moment {
  aboutissement: Code<'aboutissement'>;
  personne: Pick<PersonneScenario, 'profil'>;
  lieuId: Id;
  date: DateCivile;
  le: number;
}

export function buildActe(
  b: Brouillon,
  m: Moment,
  ctx: Pick<Contexte, 'catalogue' | 'territoireOf' | 'blocages' | 'fin' | 'niveauxOf' | 'tirage'>,
): Acte {
  const { tirage } = ctx;
  const blocked = ctx.blocages.has(b);
  const aLaPlace = isALaPlace(b.mode);
  const acte: Acte = {
    id: tirage.uuid(m.le),
    objet:
      b.objet.nature === 'theme'
        ? b.objet
        : { nature: 'demarche', demarcheId: b.objet.demarche.id, catalogue: ctx.catalogue },
    mode: b.mode,
    ...(b.appui && { appui: b.appui }),
    ...(aLaPlace && { motifPour: drawMotifPour(m.personne.profil.langueLecture, tirage) }),
    actesFaits: actesFaitsOf(b),
    saisieIdentifiants: aLaPlace && tirage.next() < 0.15,
    issue: drawIssue(blocked, b, m, ctx),
  };
  if (blocked && b.objet.nature === 'demarche') {
    acte.blocage = {
      blocage: {
        demarcheId: b.objet.demarche.id,
        operateurId: b.objet.demarche.operateur.id,
        canal: 'web',
        code: tirage.pick([
          'compte-bloque',
          'code-non-recu',
          'identite-non-reconnue',
          'piece-refusee',
          'panne',
          'sans-contact-humain',
        ]),
        mois: m.date.slice(0, 7),
        territoire: ctx.territoireOf(m.lieuId),
      },
      planB: tirage.pick(['telephone', 'guichet', 'papier', 'aucun']),
    };
    // Blocked before sending: nothing was filed.
    acte.actesFaits = acte.actesFaits.filter((a) => a !== 'deposer');
  }
  // Some démarches are never entered with the person's credentials, mandate or not.
  if (acte.saisieIdentifiants && ctx.niveauxOf(acte).motifs.length > 0) acte.saisieIdentifiants = false;
  if (b.objet.nature === 'demarche') {
    const { relecture } = ctx.niveauxOf(acte);
    if (relecture === 'requis' || (relecture === 'recommande' && tirage.next() < 0.4)) {
      acte.relecture = drawRelecture(b, m.le, tirage);
    }
  }
  // In her absence, what was typed is read to her before it is sent.
  const sent = acte.issue.code === 'finalisee' || acte.issue.code === 'en_attente_reponse';
  if (b.mode === 'faire_a_la_place_absent' && sent) acte.relecture ??= drawRelecture(b, m.le, tirage);
  return acte;
}

function drawIssue(
  blocked: boolean,
  b: Brouillon,
  m: Moment,
  { tirage, fin }: Pick<Contexte, 'tirage' | 'fin'>,
): Acte['issue'] {
  if (blocked) return { code: 'bloquee' };
  if (m.aboutissement === 'abandonne')
    return { code: 'abandonnee', motif: tirage.pick(['personne', 'non_eligible']) };
  if (b.objet.nature === 'theme' || b.mode === 'informer') return { code: 'finalisee' };
  const le = addDays(m.date, 7 + tirage.int(50));
  const relance = (nature: Relance['nature']): Relance => ({
    id: tirage.uuid(m.le),
    le,
    nature,
    lieuId: m.lieuId,
    etat: le <= fin ? 'faite' : 'a_faire',
  });
  if (m.aboutissement === 'en_attente') {
    return { code: 'en_attente_reponse', relance: relance('reponse_attendue') };
  }
  return tirage.next() < 0.25
    ? { code: 'a_poursuivre', relance: relance(tirage.pick(['piece_attendue', 'rdv', 'rappel_personne'])) }
    : { code: 'finalisee' };
}

const SIGNES = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function drawRelecture(b: Brouillon, le: number, tirage: Tirage): Relecture {
  const sent = isALaPlace(b.mode) && tirage.next() < 0.8;
  return {
    id: tirage.uuid(le),
    faiteA: new Date(le).toISOString(),
    moyen:
      b.mode === 'faire_a_la_place_absent'
        ? 'voix_haute'
        : tirage.pick(['voix_haute', 'voix_haute', 'ecran_montre', 'papier_relu']),
    accord: tirage.next() < 0.1 ? 'corrige_puis_oui' : 'oui',
    recepisse: sent ? 'oui' : 'attendu',
    ...(sent && { recepisse4: Array.from({ length: 4 }, () => SIGNES[tirage.int(SIGNES.length)]).join('') }),
  };
}

/** One thread per person and démarche: a later acte continues it. */
function follow(
  suivis: Map<string, Suivi>,
  acte: Acte,
  aboutissement: Code<'aboutissement'>,
  personne: Id,
  date: DateCivile,
  interventionId: Id,
  tirage: Tirage,
  le: number,
): Suivi | undefined {
  if (acte.objet.nature === 'theme') return undefined;
  const key = `${personne}/${acte.objet.demarcheId}`;
  const suivi = suivis.get(key) ?? {
    id: tirage.uuid(le),
    personne,
    demarcheId: acte.objet.demarcheId,
    ouvertLe: date,
    aboutissement,
    closLe: null,
    interventionIds: [],
    relances: [],
  };
  suivi.aboutissement = aboutissement;
  suivi.closLe = aboutissement === 'en_attente' || aboutissement === 'inconnu' ? null : addDays(date, 30);
  suivi.interventionIds.push(interventionId);
  if ('relance' in acte.issue) suivi.relances.push(acte.issue.relance);
  suivis.set(key, suivi);
  return suivi;
}

export function drawMotifsVenue(
  p: Pick<PersonneScenario, 'profil' | 'sansInternet'>,
  tirage: Tirage,
): Intervention['motifsVenue'] {
  const motifs: Intervention['motifsVenue'] = [];
  if (p.profil.equipement === 'aucun') motifs.push('sans_equipement');
  if (p.sansInternet) motifs.push('sans_connexion');
  if (p.profil.langueLecture !== 'aucun_besoin' && p.profil.langueLecture !== 'non_demande')
    motifs.push('langue');
  motifs.push(
    tirage.pick(['competence', 'competence', 'peur_de_se_tromper', 'situation_complexe', 'guichet_ferme']),
  );
  return motifs;
}
