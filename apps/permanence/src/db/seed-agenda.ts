import { expandPermanence, type Permanence } from '@porte-plume/accompagnement/permanence';
import { eq } from 'drizzle-orm';
import { putPagePublique, toSlug } from '../domain/page-publique.ts';
import { addPassage, markPassage, PASSAGE_JOURS, type NouveauPassage } from '../domain/passages.ts';
import { listJours, readPlanning } from '../domain/planning.ts';
import { closeFeries, noteAbsence, putAcces, savePermanence } from '../domain/planning-ecriture.ts';
import { now, type Services } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import type { Tx } from './client.ts';
import { organisation } from './schema.ts';

/** Streets that no town has. */
const RUES = [
  'rue de l’Encrier',
  'place du Buvard',
  'rue des Trois-Virgules',
  'impasse de la Plume-Sergent',
  'cours du Papier-Vergé',
  'rue du Point-à-la-Ligne',
  'allée des Pleins-et-Déliés',
  'boulevard de la Marge',
];
const ENTREES = ['Entrée par la cour.', 'Premier étage, avec ascenseur.', 'Sonnez à l’accueil.', null];

/** Who is expected today; none of them exists. */
const ATTENDUS: readonly Omit<NouveauPassage, 'lieuId' | 'date'>[] = [
  { heure: '09:15', prenom: 'Yamina', langue: 'ar', interprete: true },
  { heure: '10:00', prenom: 'Gaspard' },
  { heure: '10:45', prenom: 'Olena', langue: 'uk' },
];

/** How far the days of the demo writers are kept apart. */
const JOURS = 200;
const SOIXANTE = 60;

/**
 * What makes the agenda worth showing: days off on holidays, one permanence a half-day for each demo writer, three persons
 * expected today where the first one receives, a colleague away next week, a public page with addresses.
 */
export async function seedAgenda(
  tx: Tx,
  services: Services,
  { orgId, aujourdhui }: { orgId: string; aujourdhui: string },
): Promise<void> {
  const [org] = await tx.select().from(organisation).where(eq(organisation.orgId, orgId));
  if (org === undefined) throw new Error('organisation without a row');
  const planning = await readPlanning(tx, orgId);
  let rang = 0;
  for (const { id } of planning.lieux.values()) {
    const adresse = `${3 + rang * 2} ${RUES[rang % RUES.length] ?? ''}`;
    await putAcces(tx, orgId, { lieuId: id, adresse, acces: ENTREES[rang % ENTREES.length] ?? null });
    rang += 1;
  }
  for (const une of planning.permanences) {
    const departement = planning.lieux.get(une.lieuId)?.departement ?? '';
    const siennes = isQuotidienne(une)
      ? { ...une, publique: false, exdates: busyDays(une, planning.permanences, aujourdhui) }
      : une;
    const fermes = !isQuotidienne(une);
    await savePermanence(tx, orgId, closeFeries(siennes, departement, { aujourdhui, fermes }), aujourdhui);
  }
  await seedFile(tx, services, orgId, aujourdhui);
  await seedFilePassee(tx, services, orgId, aujourdhui);
  await seedAbsences(tx, services, orgId, aujourdhui);
  const { nom, telephone, zone, fictive } = org;
  await putPagePublique(tx, { orgId, zone, fictive }, { slug: toSlug(nom), ouverte: true, nom, telephone });
}

/** The permanence of every day, that keeps the demo open whatever the day it is tried. */
const isQuotidienne = ({ rrule }: Permanence): boolean => rrule.split(',').length === 7;

/** The days on which the same writer is already somewhere. */
function busyDays(une: Permanence, toutes: readonly Permanence[], du: string): string[] {
  const periode = { du, au: addDays(du, JOURS) };
  const autres = toutes.filter(
    (autre) => autre.id !== une.id && autre.agentIds.some((id) => une.agentIds.includes(id)),
  );
  return [
    ...new Set(autres.flatMap((autre) => expandPermanence(autre, periode).map(({ date }) => date))),
  ].sort();
}

async function seedFile(tx: Tx, services: Services, orgId: string, date: string): Promise<void> {
  const planning = await readPlanning(tx, orgId);
  const quotidienne = planning.permanences.find(isQuotidienne);
  const [agentId] = quotidienne?.agentIds ?? [];
  const duJour = listJours(planning, { du: date, au: date }).find(({ agents }) =>
    agents.some(({ id }) => id === agentId),
  );
  if (duJour === undefined) return;
  for (const attendu of ATTENDUS)
    await addPassage(
      tx,
      services,
      { orgId },
      {
        ...attendu,
        lieuId: duJour.lieu.id,
        permanenceId: duJour.permanence.id,
        date,
      },
    );
}

/** What became of the last appointments, in turn: most came. */
const VENUES = ['recu', 'recu', 'absent', 'recu', 'recu', 'annule', 'recu', 'recu', 'recu'] as const;
const HEURES = ['09:15', '10:00', '10:45'] as const;

/** The appointments of the last weeks: the queue keeps them thirty days, and the dashboard counts who did not come. */
async function seedFilePassee(tx: Tx, services: Services, orgId: string, aujourdhui: string): Promise<void> {
  const planning = await readPlanning(tx, orgId);
  const periode = { du: addDays(aujourdhui, 1 - PASSAGE_JOURS), au: addDays(aujourdhui, -1) };
  const tenus = listJours(planning, periode).filter(({ agents }) => agents.length > 0);
  for (const [rang, { lieu, permanence: une, date }] of tenus.entries())
    for (const [place, heure] of HEURES.entries()) {
      const nouveau = { lieuId: lieu.id, permanenceId: une.id, date, heure };
      const id = await addPassage(tx, services, { orgId }, nouveau);
      const venue = VENUES[(rang * HEURES.length + place) % VENUES.length];
      if (venue !== undefined) await markPassage(tx, orgId, id, venue);
    }
}

/** Two days of colleagues away: one waits for somebody, another is held by who stands in. */
async function seedAbsences(tx: Tx, services: Services, orgId: string, aujourdhui: string): Promise<void> {
  const planning = await readPlanning(tx, orgId);
  const aVenir = listJours(planning, { du: addDays(aujourdhui, 1), au: addDays(aujourdhui, SOIXANTE) });
  const seuls = aVenir.filter(({ permanence: une }) => une.agentIds.length === 1 && !isQuotidienne(une));
  const remplacants = [...planning.agents.values()].filter(({ actif }) => actif);
  for (const [rang, { permanence: une, date }] of seuls.slice(0, 2).entries()) {
    const [agentId = ''] = une.agentIds;
    const remplacant = rang === 0 ? undefined : remplacants.find(({ id }) => id !== agentId);
    await noteAbsence(
      tx,
      orgId,
      { permanenceId: une.id, date, agentId, remplacantId: remplacant?.id ?? null },
      { maintenant: now(services), aujourdhui },
    );
  }
}
