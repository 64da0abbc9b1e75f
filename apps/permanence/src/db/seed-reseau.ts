import { generateScenario } from '@porte-plume/accompagnement/scenario';
import { eq } from 'drizzle-orm';
import { sealCleOrganisation } from '../domain/cle-organisation.ts';
import { createId } from '../domain/identifiant.ts';
import { joinReseau, openReseau, readReseau } from '../domain/reseau.ts';
import { toRow } from '../domain/seances.ts';
import { civilDate, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { asAnyone, asOrg } from './asOrg.ts';
import { computeDecalage, moveDates } from './decalage.ts';
import { compte, lieu, organisation } from './schema.ts';
import { seedSeances } from './seed-seances.ts';

const ZONE = 'Europe/Paris';
const LOT = 500;
const NOM = 'Réseau de démonstration de l’écrit';
/** A structure without accounts of the demo: it is there for the figures of the réseau. */
const TROISIEME = { nom: 'Association de démonstration (Forez)', graine: 7, adresse: 'forez' };

type Qui = Pick<Visiteur, 'orgId' | 'compteId' | 'organisation'>;

/**
 * A réseau of three invented structures, said yes to by the very functions of the screens: the first leads, the second
 * joins, and so does a third that only has figures.
 */
export async function seedReseauCommun(
  services: Services,
  [meneur, membre]: readonly [string, string],
): Promise<void> {
  const [premiere, deuxieme] = [await readQui(services, meneur), await readQui(services, membre)];
  if (premiere === null || deuxieme === null) return;
  const troisieme = await seedTroisieme(services);
  const as = <T>(qui: Qui, travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
    asOrg(services.client.db, qui.orgId, 'graine.reseau', travail);
  await as(premiere, (tx) => openReseau(tx, services, premiere as Visiteur, NOM));
  const { mene } = await as(premiere, (tx) => readReseau(tx, premiere.orgId));
  for (const qui of [deuxieme, troisieme])
    await as(qui, (tx) => joinReseau(tx, services, qui as Visiteur, mene?.code ?? ''));
}

async function readQui(services: Services, identifiant: string): Promise<Qui | null> {
  const { db } = services.client;
  const [row] = await asAnyone(db, { identifiant }, 'graine.reseau', (tx) =>
    tx
      .select({ orgId: compte.orgId, compteId: compte.id })
      .from(compte)
      .where(eq(compte.identifiant, identifiant)),
  );
  if (row === undefined) return null;
  const [org] = await asOrg(db, row.orgId, 'graine.reseau', (tx) =>
    tx.select({ nom: organisation.nom }).from(organisation).where(eq(organisation.orgId, row.orgId)),
  );
  return { ...row, organisation: org?.nom ?? '' };
}

async function seedTroisieme(services: Services): Promise<Qui> {
  const brut = generateScenario({ set: 'loire-seed', graine: TROISIEME.graine, zone: ZONE });
  const aujourdhui = civilDate(services.clock(), ZONE);
  const scenario = moveDates(brut, computeDecalage(brut.au, addDays(aujourdhui, -1)));
  const orgId = createId(services.clock().getTime(), services.alea);
  await asOrg(services.client.db, orgId, 'graine.reseau', async (tx) => {
    await tx.insert(organisation).values({
      ...{ orgId, nom: TROISIEME.nom, nature: scenario.structure.nature, zone: ZONE, fictive: true },
      ...{ kid: services.coffre.kid, clePseudonyme: sealCleOrganisation(services, orgId) },
    });
    await tx.insert(compte).values(
      scenario.ecrivains.map(({ id, prenom, nom }) => ({
        ...{ orgId, id, identifiant: `${id}@${TROISIEME.adresse}`, nom: `${prenom} ${nom}` },
        ...{ roles: ['ecrivain'], charteSigneeLe: scenario.du },
      })),
    );
    await tx.insert(lieu).values(
      scenario.lieux.map(({ id, nom, nature, territoireId, commune }) => ({
        ...{ orgId, id, nom, nature, territoireId },
        ...{ codeInsee: commune.codeInsee, commune: commune.nom },
      })),
    );
    await seedSeances(tx, orgId, scenario, { lot: LOT, toRow });
  });
  return { orgId, compteId: scenario.ecrivains[0]?.id ?? '', organisation: TROISIEME.nom };
}
