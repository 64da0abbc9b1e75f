import { createHash } from 'node:crypto';
import { parsePermanence } from '@porte-plume/accompagnement';
import {
  expandPermanence,
  listAgentsDuJour,
  type Absence,
  type Permanence,
} from '@porte-plume/accompagnement/permanence';
import { isFerie } from '@porte-plume/demarches';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { absence, lieuAcces } from '../db/schema-agenda.ts';
import { compte, lieu, permanence } from '../db/schema.ts';
import { localTime } from '../server/heure.ts';

/** A lieu as the planning shows it. */
export interface LieuPlanning {
  id: string;
  nom: string;
  commune: string;
  /** `42`, `974`…: adds its own holidays. */
  departement: string;
  adresse: string | null;
  acces: string | null;
  /** Its last day; nobody receives there after it. */
  fermeLe: string | null;
}

/** Somebody who may hold a permanence. */
export interface Agent {
  id: string;
  nom: string;
  actif: boolean;
}

export interface AbsenceNotee extends Absence {
  permanenceId: string;
}

/** Everything that the planning of a structure is drawn from. */
export interface Planning {
  /** Without the permanences of one day that absences made: they are shown under the one they stand for. */
  permanences: Permanence[];
  lieux: ReadonlyMap<string, LieuPlanning>;
  agents: ReadonlyMap<string, Agent>;
  absences: AbsenceNotee[];
}

/** One day of one permanence: who holds it, who is away. */
export interface JourTenu {
  permanence: Permanence;
  lieu: LieuPlanning;
  date: string;
  /** Local hours, `09:00`: what the clock shows that day. */
  debut: string;
  fin: string;
  agents: Agent[];
  absents: { agent: Agent; remplacant: Agent | null }[];
  /** Nobody holds it: the day is closed until somebody stands in. */
  ferme: boolean;
  ferie: boolean;
}

const TIENNENT = ['ecrivain', 'benevole', 'coordinateur'];

/** Id of the permanence of one day that stands for another: always the same, so that it is never made twice. */
export function jourId(permanenceId: string, date: string): string {
  const hex = createHash('sha256').update(`${permanenceId}|${date}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `42218` → `42`, `97411` → `974`. */
export function departementOf(codeInsee: string): string {
  return codeInsee.startsWith('97') ? codeInsee.slice(0, 3) : codeInsee.slice(0, 2);
}

/** The permanences of an organisation with what names them. */
export async function readPlanning(tx: Tx, orgId: string): Promise<Planning> {
  const [lieux, agents, absences, permanences] = await Promise.all([
    tx
      .select({
        id: lieu.id,
        nom: lieu.nom,
        commune: lieu.commune,
        codeInsee: lieu.codeInsee,
        fermeLe: lieu.fermeLe,
        adresse: lieuAcces.adresse,
        acces: lieuAcces.acces,
      })
      .from(lieu)
      .leftJoin(lieuAcces, and(eq(lieuAcces.orgId, lieu.orgId), eq(lieuAcces.lieuId, lieu.id)))
      .where(eq(lieu.orgId, orgId)),
    tx
      .select({ id: compte.id, nom: compte.nom, roles: compte.roles, actif: compte.actif })
      .from(compte)
      .where(eq(compte.orgId, orgId)),
    tx.select().from(absence).where(eq(absence.orgId, orgId)),
    readPermanences(tx, orgId),
  ]);
  const deRemplacement = new Set(absences.map((une) => jourId(une.permanenceId, une.date)));
  return {
    permanences: permanences.filter(({ id }) => !deRemplacement.has(id)),
    lieux: new Map(
      lieux.map(({ codeInsee, ...un }) => [un.id, { ...un, departement: departementOf(codeInsee) }]),
    ),
    agents: new Map(
      agents
        .filter(({ roles }) => roles.some((role) => TIENNENT.includes(role)))
        .map(({ id, nom, actif }) => [id, { id, nom, actif }]),
    ),
    absences,
  };
}

async function readPermanences(tx: Tx, orgId: string): Promise<Permanence[]> {
  const rows = await tx
    .select({ donnees: permanence.donnees })
    .from(permanence)
    .where(eq(permanence.orgId, orgId));
  return rows.flatMap(({ donnees }) => {
    const lue = parsePermanence(donnees);
    return lue.ok ? [lue.value] : [];
  });
}

/** The days held, or closed by an absence, in a period: in order, each permanence once a day. */
export function listJours(
  { permanences, lieux, agents, absences }: Planning,
  periode: { du: string; au: string },
): JourTenu[] {
  const inconnu = (id: string): Agent => ({ id, nom: 'Ancien compte', actif: false });
  const agentOf = (id: string): Agent => agents.get(id) ?? inconnu(id);
  return permanences
    .flatMap((une): JourTenu[] => {
      const lieuTenu = lieux.get(une.lieuId);
      if (lieuTenu === undefined) return [];
      const siennes = absences.filter((a) => a.permanenceId === une.id);
      const exdates = une.exdates.filter((jour) => siennes.every(({ date }) => date !== jour));
      const tenus = expandPermanence({ ...une, exdates }, periode).filter(
        ({ date }) => lieuTenu.fermeLe === null || date <= lieuTenu.fermeLe,
      );
      return tenus.map(({ date, debut, fin }) => {
        const duJour = listAgentsDuJour(une, date, siennes).map(agentOf);
        return {
          permanence: une,
          lieu: lieuTenu,
          date,
          debut: localTime(debut, une.zone),
          fin: localTime(fin, une.zone),
          agents: duJour,
          absents: siennes
            .filter((a) => a.date === date)
            .map(({ agentId, remplacantId }) => ({
              agent: agentOf(agentId),
              remplacant: remplacantId === null ? null : agentOf(remplacantId),
            })),
          ferme: duJour.length === 0,
          ferie: isFerie(date, lieuTenu.departement),
        };
      });
    })
    .sort((a, b) => cleOf(a).localeCompare(cleOf(b)));
}

const cleOf = ({ date, debut, lieu: { commune, nom } }: JourTenu): string =>
  [date, debut, commune, nom].join(' ');

/**
 * Everything that a calendar holds: the permanences of one day too, without those that have no day left. Lieux come with the
 * name and the address that a calendar shows.
 */
export async function readCalendrier(
  tx: Tx,
  orgId: string,
): Promise<{ permanences: Permanence[]; lieux: Record<string, { nom: string; adresse: string }> }> {
  const { lieux } = await readPlanning(tx, orgId);
  const toutes = await readPermanences(tx, orgId);
  return {
    permanences: toutes
      .filter(
        ({ rrule, premierJour, exdates }) => !rrule.includes('COUNT=1') || !exdates.includes(premierJour),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    lieux: Object.fromEntries(
      [...lieux.values()].map(({ id, nom, commune, adresse }) => [
        id,
        { nom, adresse: [adresse, commune].filter((un) => un !== null).join(', ') },
      ]),
    ),
  };
}
