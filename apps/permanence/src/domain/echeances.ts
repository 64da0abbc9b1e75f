import {
  listEcheances,
  POLITIQUE_PAR_DEFAUT,
  toDateCivile,
  type Echeance,
  type EtatMandat,
} from '@porte-plume/mandat';
import { sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { mandatEvenement } from '../db/schema.ts';
import { may } from '../server/acces.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { readMandats, type MandatLu } from './mandats.ts';

/** What a structure owes to the people of its mandates, and must not forget. */
export interface AFaire {
  /** Ends soon, and somebody was not told. */
  bientot: readonly (AvecMandat & Echeance)[];
  /** Said yes aloud, and still to sign. */
  oraux: readonly (AvecMandat & { auInclus: string })[];
  /** Gone without her copy. */
  copies: readonly (AvecMandat & { depuis: string })[];
  /** Not told what was done for her. */
  comptes: readonly (AvecMandat & { depuis: string; nombre: number })[];
  /** Stopped by the person with her code: nobody at the desk heard it. */
  arretes: readonly (AvecMandat & { le: string })[];
}

interface AvecMandat {
  lu: MandatLu;
}

/** Longest life of a mandate: what is older asks for nothing more. */
const FENETRE = 400;
/** Days during which a mandate stopped by its code is recalled. */
const RAPPEL_ARRET = 14;

/**
 * Everything due on the mandates of an organisation, soonest first. A role that sees its own dossiers sees its own
 * mandates. The events tell which mandates may be due; the rules of the package then say which are.
 */
export async function readAFaire(tx: Tx, services: Services, visiteur: Visiteur): Promise<AFaire> {
  const instant = now(services);
  const ids = await listCandidats(tx, visiteur, instant);
  const mandats = (await readMandats(tx, visiteur.orgId, ids)).filter(({ etat }) =>
    may(visiteur, 'lire_dossier', { agentId: etat.acceptation?.ecrivainRef ?? '' }),
  );
  return sortAFaire(mandats, instant, visiteur.zone);
}

/** How many lines {@link readAFaire} gives. */
export function countAFaire({ bientot, oraux, copies, comptes, arretes }: AFaire): number {
  return bientot.length + oraux.length + copies.length + comptes.length + arretes.length;
}

async function listCandidats(tx: Tx, { orgId, zone }: Visiteur, instant: string): Promise<string[]> {
  const jour = toDateCivile(instant, zone);
  const avant = (jours: number) => new Date(Date.parse(instant) - jours * 86_400_000).toISOString();
  const { joursRappel, joursExemplaire } = POLITIQUE_PAR_DEFAUT;
  const retard = avant(joursExemplaire);
  const rows = await tx.execute<{ mandat_id: string }>(sql`
    select distinct e.mandat_id from ${mandatEvenement} e
    where e.org_id = ${orgId} and e.donnees->>'faitLe' >= ${avant(FENETRE)} and (
      (e.donnees->>'type' = 'ConsentementDonne' and (
        e.donnees->'donnees'->'periode'->>'auInclus' between ${jour} and ${addDays(jour, joursRappel)}
        or e.donnees->'donnees' ? 'oral'))
      or (e.donnees->>'type' = 'MandatRevoque' and e.donnees->'donnees'->>'canal' = 'code'
        and e.donnees->>'faitLe' >= ${avant(RAPPEL_ARRET)})
      or (e.donnees->>'type' = 'MandatAccepte' and e.donnees->>'faitLe' <= ${retard} and not exists (
        select 1 from ${mandatEvenement} r where r.org_id = e.org_id and r.mandat_id = e.mandat_id
        and r.donnees->>'type' = 'ExemplaireRemis'))
      or (e.donnees->>'type' = 'ActeEffectue' and e.donnees->>'faitLe' <= ${retard} and not exists (
        select 1 from ${mandatEvenement} c where c.org_id = e.org_id and c.mandat_id = e.mandat_id
        and c.donnees->>'type' = 'CompteRenduRemis'
        and c.donnees->'donnees'->'actes' ? (e.donnees->>'id'))))`);
  return rows.rows.map(({ mandat_id }) => mandat_id);
}

/** The same over given mandates, without a database: what is due of each, at an instant. */
export function sortAFaire(mandats: readonly MandatLu[], instant: string, zone: string): AFaire {
  const jour = toDateCivile(instant, zone);
  const { joursRappel, joursExemplaire } = POLITIQUE_PAR_DEFAUT;
  const parId = new Map(mandats.map((lu) => [lu.id, lu]));
  const bientot = listEcheances(
    mandats.map(({ etat }) => etat),
    { instant, jours: joursRappel },
  ).flatMap((echeance) => {
    const lu = parId.get(echeance.mandatId);
    return lu === undefined ? [] : [{ ...echeance, lu }];
  });
  const limite = addDays(jour, -joursExemplaire);
  const tard = (depuis: string) => toDateCivile(depuis, zone) < limite;
  const vivants = mandats.filter(({ etat }) => etat.effacements.length === 0);
  return {
    bientot,
    oraux: sortBy(
      vivants.flatMap((lu) => toOral(lu, jour)),
      ({ auInclus }) => auInclus,
    ),
    copies: sortBy(
      vivants.flatMap((lu) => {
        const { acceptation, exemplaire, fin } = lu.etat;
        const due = acceptation !== undefined && exemplaire === undefined && fin === undefined;
        const encore = lu.etat.periode !== undefined && lu.etat.periode.auInclus >= jour;
        return due && encore && tard(acceptation.faitLe) ? [{ lu, depuis: acceptation.faitLe }] : [];
      }),
      ({ depuis }) => depuis,
    ),
    comptes: sortBy(
      vivants.flatMap((lu) => {
        const actes = listSansCompte(lu.etat).filter(({ faitLe }) => tard(faitLe));
        const [premier] = actes;
        return premier === undefined ? [] : [{ lu, depuis: premier.faitLe, nombre: actes.length }];
      }),
      ({ depuis }) => depuis,
    ),
    arretes: sortBy(
      vivants.flatMap((lu) => {
        const { fin } = lu.etat;
        const recent = fin !== undefined && toDateCivile(fin.faitLe, zone) >= addDays(jour, -RAPPEL_ARRET);
        return recent && fin.canal === 'code' ? [{ lu, le: fin.faitLe }] : [];
      }),
      ({ le }) => le,
    ),
  };
}

function toOral(lu: MandatLu, jour: string): { lu: MandatLu; auInclus: string }[] {
  const { consentement, regularisation, fin } = lu.etat;
  const auInclus = consentement?.oral?.auInclus;
  if (auInclus === undefined || regularisation !== undefined || fin !== undefined || auInclus < jour)
    return [];
  return [{ lu, auInclus }];
}

/** Acts of which no account was given, earliest first. */
export function listSansCompte(etat: EtatMandat): EtatMandat['actes'] {
  const rendus = new Set(etat.comptesRendus.flatMap(({ actes }) => actes));
  return etat.actes.filter(({ evenementId }) => !rendus.has(evenementId));
}

function sortBy<T>(lignes: T[], cle: (ligne: T) => string): T[] {
  return lignes.sort((a, b) => (cle(a) < cle(b) ? -1 : 1));
}
