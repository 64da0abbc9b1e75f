import { and, asc, eq, inArray } from 'drizzle-orm';
import { addDemande } from '../domain/demandes.ts';
import { keepNote } from '../domain/notes.ts';
import { civilDate, type Services } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import type { Tx } from './client.ts';
import { coffre, personne } from './schema.ts';

/** Notes that a rule ends today, and requests to answer: what the officer's desk is for. */
const NOTES = [
  'Apporte l’avis d’impôt la prochaine fois',
  'Préfère le matin',
  'Rappeler avant la fin du mois',
];
const ANCIENNES = 45;

export async function seedDroits(tx: Tx, services: Services, orgId: string, zone: string): Promise<void> {
  const auteur = { orgId, compteId: 'graine', zone };
  const rows = await tx
    .select({ id: personne.id })
    .from(personne)
    .where(eq(personne.orgId, orgId))
    .orderBy(asc(personne.id))
    .limit(NOTES.length + 1);
  const notees = rows.slice(0, NOTES.length).map(({ id }) => id);
  for (const [rang, id] of notees.entries()) await keepNote(tx, services, auteur, id, NOTES[rang] ?? '');
  await tx
    .update(coffre)
    .set({ deposeLe: new Date(services.clock().getTime() - ANCIENNES * 86_400_000).toISOString() })
    .where(and(eq(coffre.orgId, orgId), eq(coffre.nature, 'note'), inArray(coffre.personneId, notees)));
  const hier = addDays(civilDate(services.clock(), zone), -1);
  const derniere = rows.at(-1)?.id;
  await addDemande(tx, services, auteur, { nature: 'rectification', recueLe: hier });
  await addDemande(tx, services, auteur, {
    nature: 'effacement',
    recueLe: addDays(hier, -3),
    ...(derniere === undefined ? {} : { personneId: derniere }),
  });
}
