import type { Tx } from '../../db/client.ts';
import { listAdressages, openAdressages, type AdressageLu } from '../../domain/adressages.ts';
import { proposeRetour } from '../../domain/retours.ts';
import type { Services, Visiteur } from '../../server/contexte.ts';
import { jourEnMots } from '../../ui/date.ts';
import { listLieux } from '../relances/modele.ts';
import {
  contactEnMots,
  creneauEnMots,
  jourOf,
  langueEnMots,
  perimetreEnMots,
  retourEnMots,
  RETOURS,
} from './libelles.ts';
import type { LigneBoite, LigneService, SectionBoite } from './view.tsx';

/** Lines shown of each kind: the page stays light, the most pressing come first. */
const LIGNES = 6;
/** The same when one kind is looked at alone. */
const LIGNES_SEULE = 15;

const SECTIONS = [
  { code: 'a_prendre', titre: 'À prendre', aide: 'Un créneau proposé, et la personne est attendue.' },
  {
    code: 'attendues',
    titre: 'Attendues',
    aide: 'Un mot suffit au service\u00a0: le premier est proposé d’après les suivis.',
  },
  { code: 'repondus', titre: 'Répondus', aide: 'Le service a lu ces réponses. Elles peuvent changer.' },
] as const;

const sectionOf = ({ etat }: AdressageLu): SectionBoite['code'] =>
  etat === 'repondu' ? 'repondus' : etat === 'attendu' ? 'attendues' : 'a_prendre';

/** The inbox of writers, without anybody's name; `seule` = one kind of it. */
export async function readBoite(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  seule?: string,
): Promise<SectionBoite[]> {
  const tous = await listAdressages(tx, services, visiteur);
  const lieux = new Map((await listLieux(tx, visiteur)).map(({ code, libelle }) => [code, libelle]));
  const sections: SectionBoite[] = [];
  const une = SECTIONS.find(({ code }) => code === seule);
  for (const section of une === undefined ? SECTIONS : [une]) {
    const siens = tous.filter((un) => sectionOf(un) === section.code);
    if (section.code === 'repondus')
      siens.sort((a, b) => ((a.retour?.le ?? '') < (b.retour?.le ?? '') ? 1 : -1));
    const montres = siens.slice(0, une === undefined ? LIGNES : LIGNES_SEULE);
    const lignes: LigneBoite[] = [];
    for (const lu of montres) lignes.push(await toLigne(tx, visiteur, lu, lieux));
    if (lignes.length > 0) sections.push({ ...section, lignes, reste: siens.length - montres.length });
  }
  return sections;
}

async function toLigne(
  tx: Tx,
  visiteur: Visiteur,
  lu: AdressageLu,
  lieux: ReadonlyMap<string, string>,
): Promise<LigneBoite> {
  const { zone } = visiteur;
  const langue = langueEnMots(lu.langue);
  return {
    id: lu.id,
    perimetre: perimetreEnMots(lu),
    service: lu.service,
    urgence: lu.urgence && lu.retour === null,
    faits: [
      `reçu le ${jourOf(lu.recuLe, zone)}`,
      ...(lu.echeance === null || lu.retour !== null ? [] : [`avant le ${jourEnMots(lu.echeance)}`]),
      ...(langue === null ? [] : [langue.toLowerCase()]),
      ...(lu.etat === 'accepte' ? ['prise, sans créneau'] : []),
    ],
    ...(lu.etat === 'attendu'
      ? { attendue: attendueEnMots(lu, lieux), propose: await proposeRetour(tx, visiteur, lu) }
      : {}),
    ...(lu.retour === null
      ? {}
      : { retour: `«\u00a0${retourEnMots(lu.retour.code)}\u00a0», le ${jourOf(lu.retour.le, zone)}` }),
  };
}

/** « Attendue mardi 24 novembre 2026 à 9 h 30, Mairie. » */
export function attendueEnMots(
  { creneau, interventionId }: AdressageLu,
  lieux: ReadonlyMap<string, string>,
): string {
  if (creneau === null) return '';
  const lieu = lieux.get(creneau.lieuId);
  return `${interventionId === null ? 'Attendue' : 'Reçue, attendue'} ${creneauEnMots(creneau)}${lieu === undefined ? '' : `, ${lieu}`}.`;
}

/** The referrals of one service; the account reads back what it wrote itself, and nothing else. */
export async function readService(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  serviceId: string,
): Promise<LigneService[]> {
  const tous = await listAdressages(tx, services, visiteur, { serviceId });
  tous.sort((a, b) => (a.recuLe < b.recuLe ? 1 : -1));
  const montres = tous.slice(0, 20);
  const siens = montres.filter(({ auteurId }) => auteurId === visiteur.compteId).map(({ id }) => id);
  const contenus = await openAdressages(tx, services, visiteur, siens, 'service');
  return montres.map((lu) => {
    const contenu = contenus.get(lu.id);
    const retour = RETOURS.find(({ code }) => code === lu.retour?.code);
    return {
      id: lu.id,
      perimetre: perimetreEnMots(lu),
      urgence: lu.urgence && lu.retour === null,
      envoye: `envoyé le ${jourOf(lu.recuLe, visiteur.zone)}`,
      ...(contenu === undefined ? {} : { qui: contactEnMots(contenu) }),
      fiche: contenu !== undefined && 'fiche' in contenu.contact,
      retour:
        retour === undefined || lu.retour === null
          ? null
          : { ...retour, le: jourOf(lu.retour.le, visiteur.zone) },
    };
  });
}
