import type { Acte } from './acte.ts';
import type { Id } from './date-civile.ts';
import type { Faits } from './faits.ts';
import type { Intervention } from './intervention.ts';

type Local = (espece: string, id: Id) => Id;
type Orientation = NonNullable<Faits['orientations']>[number];

/** Numbers in the order in which they are asked for, the same for the same id. */
export function localOf(rang: number): Local {
  const numeros = new Map<string, Id>();
  return (espece, id) => {
    const cle = `${espece} ${id}`;
    const connu = numeros.get(cle);
    if (connu !== undefined) return connu;
    const numero = `${rang}-${espece}${String(numeros.size + 1).padStart(7, '0')}`;
    numeros.set(cle, numero);
    return numero;
  };
}

/** In the order of the visits, so that the numbers keep it: two visits of one day stay one after the other. */
const byVisite = (a: Intervention, b: Intervention): number =>
  a.date !== b.date ? (a.date < b.date ? -1 : 1) : a.creeLe < b.creeLe ? -1 : a.creeLe > b.creeLe ? 1 : 0;

const jourA = (date: string): string => `${date.slice(0, 10)}T00:00:00.000Z`;

/** The facts of one structure without anything that leads back to it: see `unionFaits`. */
export function toLocal(faits: Faits, local: Local): Faits {
  const dernieres = new Map<Id, Intervention>();
  for (const une of faits.interventions) {
    const connue = dernieres.get(une.id);
    if (connue === undefined || une.version > connue.version) dernieres.set(une.id, une);
  }
  const annulees = new Set(
    [...dernieres.values()].flatMap(({ id, annulee }) => (annulee === null ? [] : [id])),
  );
  const compte = (id: Id | undefined): boolean => id === undefined || !annulees.has(id);
  const personneDe = fusionsOf(faits);
  const lieu = (lieuId: Id | undefined) => (lieuId === undefined ? {} : { lieuId: local('l', lieuId) });
  const personne = (id: Id | undefined) => (id === undefined ? {} : { personne: local('p', personneDe(id)) });
  const visite = (id: Id | undefined) => (id === undefined ? {} : { interventionId: local('i', id) });
  return {
    interventions: [...dernieres.values()]
      .filter(({ annulee }) => annulee === null)
      .sort(byVisite)
      .map((une) => toIntervention(une, faits, local, personneDe)),
    seances: faits.seances.map((une) => ({
      id: local('s', une.id),
      lieuId: local('l', une.lieuId),
      ...(une.date === undefined ? {} : { date: une.date }),
      ...(une.permanenceId === undefined
        ? {}
        : { permanenceId: une.permanenceId === null ? null : local('r', une.permanenceId) }),
      ...(une.ouverteA === undefined ? {} : { ouverteA: une.ouverteA }),
      ...(une.closeA === undefined ? {} : { closeA: une.closeA }),
      ...(une.rdvNonHonores === undefined ? {} : { rdvNonHonores: une.rdvNonHonores }),
      ...(une.passages === undefined
        ? {}
        : {
            passages: une.passages.map(({ id, arriveA, prevuA }) => ({
              id: local('f', id),
              arriveA: jourA(arriveA),
              ...(prevuA === undefined ? {} : { prevuA: jourA(prevuA) }),
            })),
          }),
      ...(une.demandesNonSatisfaites === undefined
        ? {}
        : {
            demandesNonSatisfaites: une.demandesNonSatisfaites.map(({ id, a, motif, perimetre }) => ({
              id: local('n', id),
              a: jourA(a),
              motif,
              perimetre,
            })),
          }),
    })),
    lieux: faits.lieux.map(({ id, territoireId, nature }) => ({ id: local('l', id), territoireId, nature })),
    ...(faits.permanences && {
      permanences: faits.permanences.map((une) => ({
        ...une,
        id: local('r', une.id),
        lieuId: local('l', une.lieuId),
        agentIds: une.agentIds.map((id) => local('e', id)),
      })),
    }),
    ...(faits.orientations && {
      orientations: faits.orientations
        .filter(({ interventionId }) => compte(interventionId))
        .map((une) => ({
          id: local('o', une.id),
          interventionId: local('i', une.interventionId),
          cible: toCible(une, local),
          statut: une.statut,
          proposeeLe: une.proposeeLe,
          ...(une.motifRefus === undefined ? {} : { motifRefus: une.motifRefus }),
          ...(une.rdvLe === undefined ? {} : { rdvLe: jourA(une.rdvLe) }),
        })),
    }),
    ...(faits.suivis && {
      suivis: faits.suivis.flatMap(({ id, demarcheId, ouvertLe, aboutissement, closLe, ...suivi }) => {
        const siennes = suivi.interventionIds.filter(compte);
        // One whose visits were all cancelled counts nowhere.
        if (siennes.length === 0 && suivi.interventionIds.length > 0) return [];
        return [
          {
            ...{ id: local('v', id), personne: local('p', personneDe(suivi.personne)) },
            ...{ demarcheId, ouvertLe, aboutissement, closLe, relances: [] },
            interventionIds: siennes.map((une) => local('i', une)),
          },
        ];
      }),
    }),
    ...(faits.adressages && {
      adressages: faits.adressages.map((un) => ({
        id: local('a', un.id),
        recuLe: un.recuLe,
        serviceId: local('q', un.serviceId),
        ...lieu(un.lieuId),
        ...personne(un.personne),
        ...visite(un.interventionId),
      })),
    }),
    ...(faits.diagnostics && {
      diagnostics: faits.diagnostics
        .filter(({ interventionId }) => compte(interventionId))
        .map(({ id, date, etat, instrument, niveau, ...un }) => ({
          ...{ id: local('d', id), date, etat },
          ...(instrument === undefined ? {} : { instrument }),
          ...(niveau === undefined ? {} : { niveau }),
          ...personne(un.personne),
          ...visite(un.interventionId),
        })),
    }),
    ...(faits.demandes && {
      demandes: faits.demandes.map(({ id, date, lieuId, motif, perimetre }) => ({
        ...{ id: local('n', id), lieuId: local('l', lieuId), date, motif, perimetre },
      })),
    }),
    ...(faits.rdv && {
      rdv: faits.rdv.map(({ id, date, lieuId, statut, rappel }) => ({
        ...{ id: local('z', id), date, statut, rappel },
        ...lieu(lieuId),
      })),
    }),
    ...(faits.satisfactions && {
      satisfactions: faits.satisfactions.map(({ id, date, lieuId, visage }) => ({
        ...{ id: local('h', id), date, visage },
        ...lieu(lieuId),
      })),
    }),
    ...(faits.etp && {
      etp: faits.etp.map(({ agentId, mois, etp }) => ({ agentId: local('e', agentId), mois, etp })),
    }),
    ...(faits.financements && { financements: faits.financements }),
    ...(faits.communes && { communes: faits.communes }),
    ...(faits.densite && { densite: faits.densite }),
    ...(faits.references && { references: faits.references }),
    ...(faits.zone !== undefined && { zone: faits.zone }),
  };
}

/** The dossier under which another one counts. */
function fusionsOf({ fusions = [] }: Faits): (id: Id) => Id {
  const vers = new Map(fusions.map((une) => [une.de, une.vers]));
  return (id) => {
    const vus = new Set([id]);
    let racine = id;
    for (let next = vers.get(id); next !== undefined && !vus.has(next); next = vers.get(next)) {
      vus.add(next);
      racine = next;
    }
    return racine;
  };
}

function toIntervention(
  une: Intervention,
  { mandatValide }: Faits,
  local: Local,
  personneDe: (id: Id) => Id,
): Intervention {
  const { date, personne } = une;
  return {
    id: local('i', une.id),
    seanceId: local('s', une.seanceId),
    date,
    personne:
      personne.nature === 'anonyme'
        ? { nature: 'anonyme', profil: personne.profil }
        : {
            nature: 'suivie',
            id: local('p', personneDe(personne.id)),
            pseudonyme: local('y', personne.pseudonyme),
            profil: personne.profil,
          },
    actes: une.actes.map((acte) => toActe(acte, date, local, mandatValide)),
    motifsVenue: une.motifsVenue,
    dureeMin: une.dureeMin,
    canal: une.canal,
    tiers: une.tiers,
    renoncement: une.renoncement,
    creeLe: jourA(date),
    modifieLe: jourA(date),
    version: 1,
    nomenclature: une.nomenclature,
    annulee: null,
  };
}

/** A mandate that was not valid that day is no mandate: nothing is left to look it up by. */
function toActe(acte: Acte, date: string, local: Local, valide: Faits['mandatValide']): Acte {
  const { objet, mode, appui, motifPour, actesFaits, saisieIdentifiants, mandatId, relecture, blocage } =
    acte;
  return {
    id: local('c', acte.id),
    ...{ objet, mode, actesFaits, saisieIdentifiants },
    ...(appui === undefined ? {} : { appui }),
    ...(motifPour === undefined ? {} : { motifPour }),
    ...(mandatId === undefined || valide?.(mandatId, date) === false
      ? {}
      : { mandatId: local('m', mandatId) }),
    ...(relecture === undefined
      ? {}
      : {
          relecture: {
            id: local('t', relecture.id),
            faiteA: jourA(date),
            moyen: relecture.moyen,
            accord: relecture.accord,
            recepisse: relecture.recepisse,
          },
        }),
    issue: toIssue(acte.issue, local),
    ...(blocage === undefined ? {} : { blocage }),
  };
}

function toIssue(issue: Acte['issue'], local: Local): Acte['issue'] {
  if (issue.code === 'orientee') return { code: 'orientee', orientationId: local('o', issue.orientationId) };
  if (issue.code !== 'a_poursuivre' && issue.code !== 'en_attente_reponse') return issue;
  const { id, le, nature, lieuId, etat } = issue.relance;
  return { code: issue.code, relance: { id: local('w', id), le, nature, lieuId: local('l', lieuId), etat } };
}

/** The kind of target alone: an organisation is named in words. */
function toCible({ cible }: Orientation, local: Local): Orientation['cible'] {
  switch (cible.nature) {
    case 'lieu':
      return { nature: 'lieu', lieuId: local('k', cible.lieuId) };
    case 'atelier':
      return { nature: 'atelier', atelierId: local('k', cible.atelierId) };
    case 'organisme':
      return { nature: 'organisme', organisme: '-' };
    case 'aidant_familial':
      return { nature: 'aidant_familial' };
  }
}
