import { computePseudonyme } from '@porte-plume/accompagnement/personne';
import type { Permanence } from '@porte-plume/accompagnement/permanence';
import { generateScenario, type Scenario } from '@porte-plume/accompagnement/scenario';
import { sql } from 'drizzle-orm';
import { openCleOrganisation, sealCleOrganisation } from '../domain/cle-organisation.ts';
import { sealJson } from '../domain/coffre.ts';
import { createId } from '../domain/identifiant.ts';
import { indexPersonnes } from '../domain/index-personnes.ts';
import { toRow } from '../domain/seances.ts';
import { civilDate, now, type Services } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { asAnyone, asOrg } from './asOrg.ts';
import type { Tx } from './client.ts';
import { COMPTES_DEMO, type CompteDemo } from './comptes-demo.ts';
import { computeDecalage, moveDates } from './decalage.ts';
import * as t from './schema.ts';
import { seedApparence } from './seed-apparence.ts';
import { seedAgenda } from './seed-agenda.ts';
import { seedAteliers } from './seed-ateliers.ts';
import { seedDiagnostics } from './seed-diagnostics.ts';
import { seedDroits } from './seed-droits.ts';
import { seedMandats } from './seed-mandats.ts';
import { seedOrientations } from './seed-orientations.ts';
import { seedRapports } from './seed-rapports.ts';
import { seedReseauCommun } from './seed-reseau.ts';
import { seedSeances } from './seed-seances.ts';
import { seedAdressages, seedServices, seedSuivis } from './seed-suivis.ts';

/** Always the same invented people. */
const GRAINE = 42;
const ZONE = 'Europe/Paris';
const CHAQUE_JOUR = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU';
/** Rows of one INSERT: PostgreSQL takes 65,535 parameters at most. */
const LOT = 500;

const ENSEMBLES = { loire: 'loire-seed', marne: 'marne-seed' } as const;
type Reseau = keyof typeof ENSEMBLES;

/** Numbers that France keeps for fiction (ARCEP, numbering plan), and the example domain of RFC 2606. */
const CONTACTS: Readonly<Record<Reseau, { telephone: string; courriel: string }>> = {
  loire: { telephone: '+33465710042', courriel: 'ecrivains@loire.example' },
  marne: { telephone: '+33353010042', courriel: 'ecrivains@marne.example' },
};

/**
 * Fills an empty demo database: two organisations of invented people, moved in time so that today has a permanence.
 * Does nothing when the accounts are already there.
 * @param options.vide - only the accounts and the invented lieux, for who wants to enter their own interventions
 */
export async function seed(services: Services, { vide }: { vide: boolean }): Promise<void> {
  const [pia] = COMPTES_DEMO;
  if (pia === undefined) return;
  const deja = await asAnyone(services.client.db, { identifiant: pia.identifiant }, 'graine.verifier', (tx) =>
    tx
      .select({ id: t.compte.id })
      .from(t.compte)
      .where(sql`${t.compte.identifiant} = ${pia.identifiant}`),
  );
  if (deja.length > 0) return;
  for (const reseau of Object.keys(ENSEMBLES) as Reseau[]) await seedReseau(services, reseau, vide);
  if (!vide) await seedReseauCommun(services, ['marie@demo', 'claire@demo']);
}

async function seedReseau(services: Services, reseau: Reseau, vide: boolean): Promise<void> {
  const brut = generateScenario({ set: ENSEMBLES[reseau], graine: GRAINE, zone: ZONE });
  const aujourdhui = civilDate(services.clock(), ZONE);
  const scenario = moveDates(brut, computeDecalage(brut.au, addDays(aujourdhui, -1)));
  const orgId = createId(services.clock().getTime(), services.alea);
  await asOrg(services.client.db, orgId, 'graine.remplir', async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '60000', true)`);
    // Inventing people takes the processor between two statements: seconds of it, where others want it too.
    await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '60000', true)`);
    await seedCadre(tx, services, orgId, scenario, reseau, aujourdhui, vide);
    if (vide) {
      await seedOrientations(tx, services, orgId, scenario, reseau, aujourdhui, true);
      return;
    }
    await seedPersonnes(tx, services, orgId, scenario);
    await seedMandats(tx, services, orgId, scenario);
    await seedSeances(tx, orgId, scenario, { lot: LOT, toRow });
    await seedAgenda(tx, services, { orgId, aujourdhui });
    if (reseau === 'loire') await seedApparence(tx, services, orgId);
    await seedSuivis(tx, services, { orgId, scenario, aujourdhui });
    await seedDroits(tx, services, orgId, ZONE);
    await seedAdressages(tx, services, { orgId, aujourdhui });
    await seedOrientations(tx, services, orgId, scenario, reseau, aujourdhui, false);
    await seedAteliers(tx, services, { orgId, scenario, aujourdhui });
    await seedDiagnostics(tx, services, orgId, scenario);
  });
  if (!vide && reseau === 'loire') await seedRapports(services, orgId);
}

async function seedCadre(
  tx: Tx,
  services: Services,
  orgId: string,
  scenario: Scenario,
  reseau: Reseau,
  aujourdhui: string,
  vide: boolean,
): Promise<void> {
  const { structure } = scenario;
  await tx.insert(t.organisation).values({
    orgId,
    nom: vide ? 'Ma structure' : structure.nom,
    nature: structure.nature,
    zone: structure.zone,
    fictive: true,
    ...CONTACTS[reseau],
    kid: services.coffre.kid,
    clePseudonyme: sealCleOrganisation(services, orgId),
  });
  const charteSigneeLe = scenario.du;
  // The first demo writer is the first writer of the scenario: her past séances are hers.
  const demos = COMPTES_DEMO.filter(({ organisation }) => organisation === reseau);
  const [ecrivain] = demos.filter(({ roles }) => roles.includes('ecrivain'));
  const idOf = (demo: CompteDemo): string =>
    demo === ecrivain
      ? (scenario.ecrivains[0]?.id ?? '')
      : createId(services.clock().getTime(), services.alea);
  const comptes = demos.map((demo) => ({ demo, id: idOf(demo) }));
  const autres = scenario.ecrivains.filter(({ id }) => comptes.every((un) => un.id !== id));
  const serviceOf = await seedServices(tx, services, orgId);
  await tx.insert(t.compte).values([
    ...comptes.map(({ demo, id }) => ({
      orgId,
      id,
      identifiant: demo.identifiant,
      nom: demo.nom,
      roles: [...demo.roles],
      serviceId: serviceOf(demo),
      charteSigneeLe,
    })),
    ...autres.map(({ id, prenom, nom }) => ({
      orgId,
      id,
      identifiant: `${id}@scenario`,
      nom: `${prenom} ${nom}`,
      roles: ['ecrivain'],
      charteSigneeLe,
      actif: !vide,
    })),
  ]);
  await tx.insert(t.lieu).values(
    scenario.lieux.map(({ id, nom, nature, territoireId, commune }) => ({
      orgId,
      id,
      nom,
      nature,
      territoireId,
      codeInsee: commune.codeInsee,
      commune: commune.nom,
    })),
  );
  if (vide) return;
  const duJour = comptes
    .filter(({ demo }) => demo.roles.some((role) => role === 'ecrivain' || role === 'benevole'))
    .map(({ id }, rang) => todayPermanence(services, id, scenario.lieux[rang]?.id ?? '', aujourdhui));
  const permanences = [...scenario.permanences, ...duJour];
  await tx.insert(t.permanence).values(permanences.map((une) => ({ orgId, id: une.id, donnees: une })));
}

/** A permanence held every day, so that the demo always has one to open, whatever the day it is tried. */
function todayPermanence(
  services: Services,
  agentId: string,
  lieuId: string,
  premierJour: string,
): Permanence {
  return {
    id: createId(services.clock().getTime(), services.alea),
    lieuId,
    agentIds: [agentId],
    rrule: CHAQUE_JOUR,
    exdates: [],
    premierJour,
    debut: '09:00',
    fin: '12:00',
    zone: ZONE,
    accueil: 'sans_rdv',
    publique: true,
  };
}

async function seedPersonnes(tx: Tx, services: Services, orgId: string, scenario: Scenario): Promise<void> {
  const [org] = await tx.select({ cle: t.organisation.clePseudonyme }).from(t.organisation);
  if (org === undefined) throw new Error('organisation without a row');
  const cle = openCleOrganisation(services, orgId, org.cle);
  const pseudonymes = new Map<string, string>();
  const { personnes } = scenario;
  const discriminants = new Map<string, number>();
  const rows = personnes.map((une) => {
    const base = `${une.nom}|${une.prenom}|${une.anneeNaissance}`;
    const discriminant = discriminants.get(base) ?? 0;
    discriminants.set(base, discriminant + 1);
    const pseudonyme = computePseudonyme({
      cle,
      organisationId: orgId,
      nom: une.nom,
      prenom: une.prenom,
      anneeNaissance: une.anneeNaissance,
      discriminant,
    });
    pseudonymes.set(une.id, pseudonyme);
    const { dek, enveloppe } = services.coffre.createDek(une.id, services.alea);
    const identite = { prenom: une.prenom, nom: une.nom, anneeNaissance: une.anneeNaissance };
    return {
      id: une.id,
      pseudonyme,
      enveloppe,
      boite: sealJson(dek, identite, `person:${une.id}`, services.alea),
      identite,
    };
  });
  const creeLe = now(services);
  await tx.insert(t.personne).values(rows.map(({ id, pseudonyme }) => ({ orgId, id, pseudonyme, creeLe })));
  await tx
    .insert(t.clePersonne)
    .values(
      rows.map(({ id, enveloppe }) => ({ orgId, personneId: id, kid: services.coffre.kid, enveloppe })),
    );
  await tx.insert(t.coffre).values(
    rows.map(({ id, boite }) => ({
      orgId,
      id: createId(services.clock().getTime(), services.alea),
      personneId: id,
      nature: 'identite',
      version: 1,
      boite,
      deposeLe: creeLe,
    })),
  );
  await indexPersonnes(tx, services, { orgId }, rows);
  // The scenario's own pseudonyms were made with a public key: they are replaced by those of this organisation.
  for (const { personne } of scenario.interventions) {
    if (personne.nature === 'suivie')
      personne.pseudonyme = pseudonymes.get(personne.id) ?? personne.pseudonyme;
  }
}
