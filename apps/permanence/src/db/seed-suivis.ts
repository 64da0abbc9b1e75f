import type { Scenario } from '@porte-plume/accompagnement/scenario';
import type { GesteSuivi, Relance, Suivi } from '@porte-plume/accompagnement/suivi';
import { and, eq, sql } from 'drizzle-orm';
import { createAdressage, findAdressage, proposeCreneau, acceptAdressage } from '../domain/adressages.ts';
import { createId } from '../domain/identifiant.ts';
import { rebuildSuivis } from '../domain/projection-suivis.ts';
import { sendRetour } from '../domain/retours.ts';
import type { GesteVoulu } from '../domain/suivis.ts';
import type { Services, Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import type { Tx } from './client.ts';
import type { CompteDemo } from './comptes-demo.ts';
import { suiviGeste } from './schema-suivis.ts';
import { compte, permanence, service } from './schema.ts';

/** Services that send people in the demo; the first is that of the demo prescriber. All invented. */
const SERVICES = [
  'Maison des solidarités du Forez',
  'CCAS de la Vallée',
  'Mission locale des Monts',
] as const;

/** Makes the services of a network. @returns what the account of a demo prescriber holds of its own */
export async function seedServices(
  tx: Tx,
  services: Services,
  orgId: string,
): Promise<(demo: CompteDemo) => string | null> {
  const lignes = SERVICES.map((nom) => ({
    orgId,
    id: createId(services.clock().getTime(), services.alea),
    nom,
  }));
  await tx.insert(service).values(lignes);
  return ({ roles }) => (roles.includes('prescripteur') ? (lignes[0]?.id ?? null) : null);
}

/** What a demo writer has to do, in days from today: five of them today (application §16). */
const A_FAIRE: readonly (readonly [jours: number, nature: Relance['nature']])[] = [
  [-6, 'reponse_attendue'],
  [-2, 'piece_attendue'],
  [0, 'rappel_personne'],
  [0, 'piece_attendue'],
  [0, 'reponse_attendue'],
  [0, 'declaration_a_faire'],
  [0, 'rdv'],
  [2, 'rappel_personne'],
  [4, 'reponse_attendue'],
  [6, 'piece_attendue'],
];
/** Threads of the demo writer left without any news, for the list to find them. */
const OUBLIES = 3;
const LOT = 500;

interface Demo {
  orgId: string;
  scenario: Scenario;
  aujourdhui: string;
}

/**
 * The suivis of the demo, made as everything else is: from the events of the séances, and from gestes. The scenario knows
 * how each démarche ended; the writer of the demo keeps ten things to do.
 */
export async function seedSuivis(tx: Tx, services: Services, demo: Demo): Promise<void> {
  const { orgId, scenario, aujourdhui } = demo;
  const [pia] = await tx
    .select({ id: compte.id })
    .from(compte)
    .where(and(eq(compte.orgId, orgId), eq(compte.identifiant, 'pia@demo')));
  const siens = pia === undefined ? [] : listSiens(scenario, pia.id);
  // The oldest first: what is late was noted after its thread was opened, whatever day of the week the demo begins on.
  const choisis = siens.slice(0, A_FAIRE.length).reverse();
  const garde = new Set(choisis.map(({ id }) => id));
  const oublies = new Set(
    siens
      .filter(({ ouvertLe }) => ouvertLe < addDays(aujourdhui, -100))
      .slice(0, OUBLIES)
      .map(({ id }) => id),
  );
  const gestes = scenario.suivis.flatMap((un): GesteSuivi[] => {
    const agentId = agentOf(scenario, un);
    const fait = (jour: string, heure: string, quoi: GesteVoulu): GesteSuivi => ({
      v: 1,
      id: createId(services.clock().getTime(), services.alea),
      suiviId: un.id,
      le: `${jour}T${heure}:00.000Z`,
      par: agentId,
      ...quoi,
    });
    const ouvert = garde.has(un.id) || oublies.has(un.id);
    const hier = addDays(aujourdhui, -1);
    const traitees = un.relances
      // What she has to do is what was chosen for her, and nothing else.
      .filter(({ le }) => agentId === pia?.id || le < aujourdhui)
      .map(({ id, le }) =>
        fait(le < hier ? le : hier, '08:00', {
          type: 'RelanceTraitee',
          donnees: { relanceId: id, etat: 'faite' },
        }),
      );
    const fin = ouvert ? null : finOf(un, aujourdhui);
    return [...traitees, ...(fin === null ? [] : [fait(fin.le, '15:00', fin.quoi)])];
  });
  const [site] = await tx
    .select({ lieuId: sql<string>`${permanence.donnees}->>'lieuId'` })
    .from(permanence)
    .where(
      and(
        eq(permanence.orgId, orgId),
        sql`${permanence.donnees}->'agentIds' ? ${pia?.id ?? ''}`,
        sql`${permanence.donnees}->>'premierJour' = ${aujourdhui}`,
      ),
    );
  const prevues = choisis.flatMap((un, rang): GesteSuivi[] => {
    const [jours, nature] = A_FAIRE[rang] ?? [0, 'rappel_personne'];
    const id = createId(services.clock().getTime(), services.alea);
    const relance = {
      id,
      le: addDays(aujourdhui, jours),
      nature,
      lieuId: site?.lieuId ?? '',
      etat: 'a_faire' as const,
    };
    const le = `${un.ouvertLe}T17:00:00.000Z`;
    return [
      { v: 1, id, suiviId: un.id, le, par: pia?.id ?? '', type: 'RelancePrevue', donnees: { relance } },
    ];
  });
  const tous = [...gestes, ...prevues];
  for (let debut = 0; debut < tous.length; debut += LOT)
    await tx.insert(suiviGeste).values(
      tous.slice(debut, debut + LOT).map((donnees) => ({
        orgId,
        id: donnees.id,
        suiviId: donnees.suiviId,
        donnees,
        recuLe: donnees.le,
      })),
    );
  await rebuildSuivis(tx, { orgId, zone: scenario.structure.zone });
}

function agentOf(scenario: Scenario, { interventionIds }: Suivi): string {
  const seanceId = scenario.interventions.find(({ id }) => id === interventionIds.at(-1))?.seanceId;
  return scenario.seances.find(({ id }) => id === seanceId)?.agentId ?? '';
}

/** Threads of one writer, the latest first, one a person. */
function listSiens(scenario: Scenario, agentId: string): Suivi[] {
  const vues = new Set<string>();
  return scenario.suivis
    .filter((un) => agentOf(scenario, un) === agentId)
    .sort((a, b) => (a.ouvertLe + a.id < b.ouvertLe + b.id ? 1 : -1))
    .filter(({ personne }) => {
      const neuve = !vues.has(personne);
      vues.add(personne);
      return neuve;
    });
}

/** How a thread of the scenario ended, if it has by now. */
function finOf(un: Suivi, aujourdhui: string): { le: string; quoi: GesteVoulu } | null {
  const { aboutissement, closLe, ouvertLe } = un;
  if (closLe !== null && closLe < aujourdhui)
    return { le: closLe, quoi: { type: 'SuiviClos', donnees: { aboutissement } } };
  const le = addDays(ouvertLe, 75);
  return le < aujourdhui ? { le, quoi: { type: 'SuiviClos', donnees: { aboutissement: 'inconnu' } } } : null;
}

interface Envoi {
  service: number;
  jours: number;
  saisie: Readonly<Record<string, unknown>>;
  suite?: 'acceptee' | { dans: number; heure?: string } | 'fait' | 'en_cours' | 'besoin_de_vous';
}

/** Numbers that France keeps for fiction (ARCEP, numbering plan). */
const ENVOIS: readonly Envoi[] = [
  {
    service: 0,
    jours: -1,
    saisie: {
      perimetre: 'logement',
      urgence: true,
      dans: 5,
      contact: { prenom: 'Nadia', telephone: '06 39 98 00 11' },
      langue: 'ar',
      note: 'Dossier de logement à renouveler, elle a les papiers.',
    },
  },
  {
    service: 0,
    jours: -2,
    saisie: { perimetre: 'social', urgence: false, contact: { fiche: '4271' }, langue: 'non_demande' },
  },
  {
    service: 1,
    jours: -4,
    saisie: {
      perimetre: 'travail',
      urgence: false,
      contact: { prenom: 'Bernard', telephone: '06 39 98 00 12' },
      langue: 'fr',
    },
  },
  {
    service: 2,
    jours: -6,
    saisie: {
      perimetre: 'famille',
      urgence: false,
      contact: { prenom: 'Lise', telephone: '06 39 98 00 13' },
      langue: 'pt',
    },
    suite: 'acceptee',
  },
  {
    service: 0,
    jours: -5,
    saisie: {
      perimetre: 'argent',
      urgence: false,
      contact: { prenom: 'Kemal', telephone: '06 39 98 00 14' },
      langue: 'tr',
      note: 'Première déclaration en ligne.',
    },
    suite: { dans: 1, heure: '09:30' },
  },
  {
    service: 1,
    jours: -3,
    saisie: {
      perimetre: 'papiers',
      urgence: true,
      dans: 8,
      contact: { fiche: '0386' },
      langue: 'non_demande',
    },
    suite: { dans: 2 },
  },
  {
    service: 0,
    jours: -20,
    saisie: {
      perimetre: 'social',
      urgence: false,
      contact: { prenom: 'Odile', telephone: '06 39 98 00 15' },
      langue: 'fr',
    },
    suite: 'fait',
  },
  {
    service: 0,
    jours: -15,
    saisie: {
      perimetre: 'logement',
      urgence: true,
      contact: { prenom: 'Paul', telephone: '06 39 98 00 16' },
      langue: 'fr',
    },
    suite: 'besoin_de_vous',
  },
  {
    service: 0,
    jours: -9,
    saisie: { perimetre: 'transports', urgence: false, contact: { fiche: '7702' }, langue: 'uk' },
    suite: 'en_cours',
  },
];

/** Referrals of the demo, in all their states, each sent and answered by the functions of the screens. */
export async function seedAdressages(
  tx: Tx,
  services: Services,
  { orgId, aujourdhui }: Omit<Demo, 'scenario'>,
): Promise<void> {
  const zone = 'Europe/Paris';
  const lignes = await tx
    .select({ id: service.id, nom: service.nom })
    .from(service)
    .where(eq(service.orgId, orgId));
  const idOf = (rang: number): string => lignes.find(({ nom }) => nom === SERVICES[rang])?.id ?? '';
  const comptes = await tx.select().from(compte).where(eq(compte.orgId, orgId));
  const of = (identifiant: string) => comptes.find((un) => un.identifiant === identifiant)?.id;
  const pia = of('pia@demo');
  const salima = of('salima@demo');
  if (pia === undefined || salima === undefined) return;
  const [tenue] = await tx
    .select({ id: permanence.id, lieuId: sql<string>`${permanence.donnees}->>'lieuId'` })
    .from(permanence)
    .where(
      and(
        eq(permanence.orgId, orgId),
        sql`${permanence.donnees}->'agentIds' ? ${pia}`,
        sql`${permanence.donnees}->>'premierJour' = ${aujourdhui}`,
      ),
    );
  for (const { service: rang, jours, saisie, suite } of ENVOIS) {
    const alors = { ...services, clock: () => new Date(`${addDays(aujourdhui, jours)}T09:20:00.000Z`) };
    const apres = { ...services, clock: () => new Date(`${addDays(aujourdhui, jours + 1)}T07:45:00.000Z`) };
    const id = createId(alors.clock().getTime(), services.alea);
    const auteur = { orgId, zone, compteId: rang === 0 ? salima : pia };
    const { dans, ...reste } = saisie;
    await createAdressage(tx, alors, auteur, {
      id,
      serviceId: idOf(rang),
      saisie: {
        ...reste,
        accordPersonne: true,
        ...(typeof dans === 'number' ? { echeance: addDays(aujourdhui, dans) } : {}),
      },
      vu: true,
    });
    const ecrivain = { orgId, zone, compteId: pia } as Visiteur;
    const lu = await findAdressage(tx, services, ecrivain, id);
    if (lu === null || suite === undefined) continue;
    if (suite === 'acceptee') await acceptAdressage(tx, apres, ecrivain, id);
    else if (typeof suite === 'string') await sendRetour(tx, apres, ecrivain, lu, suite);
    else if (tenue !== undefined)
      await proposeCreneau(tx, apres, ecrivain, lu, {
        lieuId: tenue.lieuId,
        permanenceId: tenue.id,
        date: addDays(aujourdhui, suite.dans),
        ...(suite.heure === undefined ? {} : { heure: suite.heure }),
      });
  }
}
