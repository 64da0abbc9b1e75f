import type { Tx } from '../../db/client.ts';
import { listJours, readPlanning, type JourTenu } from '../../domain/planning.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { addDays } from '../../server/heure.ts';
import { dateEnMots, heureEnMots } from '../../ui/date.ts';
import type { CreneauPropose } from './vue-detail.tsx';

/** Days ahead in which a slot is looked for, and how many are shown. */
const JOURS = 21;
const MIENS = 6;
const AUTRES = 6;

const valeurOf = ({ permanence, date }: JourTenu): string => `${permanence.id}.${date}`;

async function listTenus(tx: Tx, services: Services, { orgId, zone }: Visiteur): Promise<JourTenu[]> {
  const du = civilDate(services.clock(), zone);
  const jours = listJours(await readPlanning(tx, orgId), { du, au: addDays(du, JOURS) });
  return jours.filter(({ ferme, ferie }) => !ferme && !ferie);
}

/** The next days of permanence of the account, then those of its colleagues. */
export async function listCreneaux(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
): Promise<{ miens: CreneauPropose[]; autres: CreneauPropose[] }> {
  const tenus = await listTenus(tx, services, visiteur);
  const aMoi = ({ agents }: JourTenu): boolean => agents.some(({ id }) => id === visiteur.compteId);
  return {
    miens: tenus
      .filter(aMoi)
      .slice(0, MIENS)
      .map((un) => toCreneau(un, '')),
    autres: tenus
      .filter((un) => !aMoi(un))
      .slice(0, AUTRES)
      .map((un) => toCreneau(un, un.agents.map(({ nom }) => nom).join(', '))),
  };
}

function toCreneau(un: JourTenu, agents: string): CreneauPropose {
  const { date, debut, fin, lieu, permanence } = un;
  const rdv = permanence.accueil === 'sans_rdv' ? '' : ', sur rendez-vous';
  return {
    valeur: valeurOf(un),
    jour: dateEnMots(date),
    heures: `${heureEnMots(debut)} – ${heureEnMots(fin)}${rdv}`,
    lieu: `${lieu.commune}\u00a0: ${lieu.nom}`,
    agents,
  };
}

/** The slot that was pressed, with its hour, or why it is none. */
export async function readCreneau(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { valeur, heure }: { valeur: string; heure: string },
): Promise<
  | { lieuId: string; permanenceId: string; date: string; heure?: string }
  | { faute: 'creneau_parti' | 'heure_invalide' }
> {
  const tenu = (await listTenus(tx, services, visiteur)).find((un) => valeurOf(un) === valeur);
  if (tenu === undefined) return { faute: 'creneau_parti' };
  const { permanence, date, debut, fin, lieu } = tenu;
  const dite = heure === '' && permanence.accueil !== 'sans_rdv' ? debut : heure;
  if (dite !== '' && !(/^\d{2}:\d{2}$/.test(dite) && dite >= debut && dite < fin))
    return { faute: 'heure_invalide' };
  return {
    lieuId: lieu.id,
    permanenceId: permanence.id,
    date,
    ...(dite === '' ? {} : { heure: dite }),
  };
}
