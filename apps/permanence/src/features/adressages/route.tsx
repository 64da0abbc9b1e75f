import { and, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { personne } from '../../db/schema.ts';
import {
  acceptAdressage,
  findAdressage,
  listServices,
  openAdressages,
  proposeCreneau,
  type AdressageLu,
} from '../../domain/adressages.ts';
import { keepBrouillon } from '../../domain/brouillons.ts';
import { listComptes } from '../../domain/comptes.ts';
import { findFiche } from '../../domain/fiches-adressage.ts';
import { countAdressages, proposeRetour, sendRetour } from '../../domain/retours.ts';
import { findSeanceOuverte } from '../../domain/seances.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { FICHE, type Fiche } from '../accueil/fiche.ts';
import { listLieux } from '../relances/modele.ts';
import { attendueEnMots, readBoite, readService } from './boite.ts';
import { listCreneaux, readCreneau } from './creneaux.ts';
import {
  contactEnMots,
  creneauEnMots,
  jourOf,
  langueEnMots,
  perimetreEnMots,
  retourEnMots,
  RETOURS,
} from './libelles.ts';
import { demandCreation, openNouveau, postNouveau, showFiche } from './route-nouveau.tsx';
import { BoiteView, CompteView, ServiceView } from './view.tsx';
import { DetailView } from './vue-detail.tsx';

/** Adressages: the inbox of writers, the referrals of a prescriber, how many for who coordinates. */
export function adressagesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/adressages', (c) => show(c));
  app.get('/adressages/nouveau', openNouveau);
  app.post('/adressages/nouveau', postNouveau);
  app.post('/adressages/fiche', search);
  app.get('/adressages/:id', (c) => showOne(c));
  app.get('/adressages/:id/fiche', showFiche);
  app.post('/adressages/:id/creneau', propose);
  app.post('/adressages/:id/retour', answer);
  app.post('/adressages/:id/accueillir', receive);
  return app;
}

/** Feedback of the whole structure, hence the inbox: the writers alone. */
const readsAll = (visiteur: Visiteur): boolean => may(visiteur, 'lire_retour');

function demandBoite(visiteur: Visiteur): void {
  demand(visiteur, 'lire_retour');
}

/** The inbox; what the number of a slip did not find is told above it. */
async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = [], numero = ''): Promise<Response> {
  const { services, visiteur } = c.var;
  const { serviceId } = visiteur;
  const fait = await readSaid(c);
  const plus = fait === null ? {} : { fait };
  if (readsAll(visiteur)) {
    const sections = await forVisiteur(c, 'adressages.boite', (tx) =>
      readBoite(tx, services, visiteur, c.req.query('liste')),
    );
    return render(
      c,
      <BoiteView
        cadre={makeCadre(c)}
        sections={sections}
        op={() => newOp(services)}
        numero={numero}
        erreurs={erreurs}
        {...plus}
      />,
      erreurs.length > 0 ? 422 : 200,
    );
  }
  if (serviceId !== null && may(visiteur, 'lire_retour', { serviceId })) {
    const lu = await forVisiteur(c, 'adressages.service', async (tx) => ({
      lignes: await readService(tx, services, visiteur, serviceId),
      nom: (await listServices(tx, visiteur.orgId)).find(({ id }) => id === serviceId)?.nom ?? '',
    }));
    return render(c, <ServiceView cadre={makeCadre(c)} service={lu.nom} lignes={lu.lignes} {...plus} />);
  }
  demandCreation(visiteur);
  const nombres = may(visiteur, 'compter_retours')
    ? await forVisiteur(c, 'adressages.compter', (tx) => readNombres(tx, services, visiteur))
    : null;
  return render(c, <CompteView cadre={makeCadre(c)} nombres={nombres} {...plus} />);
}

/** Somebody comes with a slip: its number opens the referral. In the body, for an address is written down everywhere. */
async function search(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demandBoite(visiteur);
  const numero = field(await readForm(c), 'numero')
    .replace(/\s/g, '')
    .slice(0, 10);
  if (!/^\d{4}$/.test(numero))
    return show(c, [{ champ: 'numero', phrase: 'Le numéro d’une fiche a quatre chiffres.' }], numero);
  const id = await forVisiteur(c, 'adressages.fiche', (tx) => findFiche(tx, services, visiteur, numero));
  return id === null
    ? show(c, [{ champ: 'numero', phrase: 'Aucune fiche gardée ne porte ce numéro.' }], numero)
    : c.redirect(`/adressages/${id}`, 303);
}

async function readSaid(c: Context<AppEnv>): Promise<string | null> {
  const faitId = queryId(c, 'fait');
  if (faitId === null) return null;
  return forVisiteur(c, 'adressages.fait', (tx) => readFait(tx, c.var.visiteur, faitId));
}

async function readNombres(tx: Tx, services: Services, visiteur: Visiteur) {
  const { recu, accepte, attendu, retours } = await countAdressages(tx, services, visiteur);
  return [
    { libelle: 'À prendre', nombre: recu + accepte },
    { libelle: 'Attendues', nombre: attendu },
    ...RETOURS.map(({ code, libelle }) => ({
      libelle: `Réponse «\u00a0${libelle}\u00a0»`,
      nombre: retours[code],
    })),
  ];
}

async function findOr404(tx: Tx, services: Services, visiteur: Visiteur, id: string): Promise<AdressageLu> {
  const lu = await findAdressage(tx, services, visiteur, id);
  if (lu === null) throw new ErreurHttp(404);
  return lu;
}

async function showOne(c: Context<AppEnv>, erreurs: readonly Erreur[] = [], heure = ''): Promise<Response> {
  const { services, visiteur } = c.var;
  const id = idOf(c);
  demandBoite(visiteur);
  const lue = await forVisiteur(c, 'adressages.lire', async (tx) => {
    const lu = await findOr404(tx, services, visiteur, id);
    const contenu = (await openAdressages(tx, services, visiteur, [id], 'adressage')).get(id);
    const lieux = new Map((await listLieux(tx, visiteur)).map(({ code, libelle }) => [code, libelle]));
    return {
      lu,
      par:
        lu.retourParId === null
          ? null
          : ((await listComptes(tx, visiteur.orgId)).find(({ id: un }) => un === lu.retourParId)?.nom ??
            null),
      contenu,
      attendue: lu.etat === 'attendu' ? attendueEnMots(lu, lieux) : null,
      propose: await proposeRetour(tx, visiteur, lu),
      ...(await listCreneaux(tx, services, visiteur)),
    };
  });
  const { lu, par, contenu, attendue, ...reste } = lue;
  const fait = await readSaid(c);
  return render(
    c,
    <DetailView
      cadre={makeCadre(c)}
      op={() => newOp(services)}
      id={id}
      titre={perimetreEnMots(lu)}
      service={lu.service}
      faits={toFaits(lu, contenu, par, visiteur.zone)}
      {...reste}
      {...(attendue === null ? {} : { attendue })}
      libre={lu.etat === 'recu'}
      erreurs={erreurs}
      heure={heure}
      {...(fait === null ? {} : { fait })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

function toFaits(
  lu: AdressageLu,
  contenu: Parameters<typeof contactEnMots>[0] | undefined,
  par: string | null,
  zone: string,
): { libelle: string; valeur: string }[] {
  const langue = langueEnMots(lu.langue);
  const contact = contenu?.contact;
  const ligne = (libelle: string, valeur: string | null | undefined) =>
    valeur === null || valeur === undefined ? [] : [{ libelle, valeur }];
  return [
    ...ligne('Personne', contenu === undefined ? null : contactEnMots(contenu)),
    ...ligne('Téléphone', contact !== undefined && 'telephone' in contact ? contact.telephone : null),
    ...ligne('Mot du service', contenu?.note),
    ...ligne('Urgence', lu.urgence ? 'oui' : null),
    ...ligne('À faire avant', lu.echeance === null ? null : dateEnMots(lu.echeance)),
    ...ligne('Langue', langue),
    ...ligne('Reçu', jourOf(lu.recuLe, zone)),
    ...ligne(
      'Réponse donnée',
      lu.retour === null
        ? null
        : `${retourEnMots(lu.retour.code)}, le ${jourOf(lu.retour.le, zone)}${par === null ? '' : `, par ${par}`}`,
    ),
  ];
}

const FAUTES = {
  creneau_parti: { champ: '', phrase: 'Ce créneau n’existe plus. Choisissez-en un autre.' },
  heure_invalide: { champ: 'heure', phrase: 'Cette heure n’est pas dans la permanence choisie.' },
} as const;

async function propose(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const id = idOf(c);
  demandBoite(visiteur);
  const champs = await readForm(c);
  const op = readOp(champs);
  const valeur = field(champs, 'creneau');
  const heure = field(champs, 'heure').slice(0, 5);
  const faute = await forVisiteur(c, 'adressages.creneau', async (tx, services) => {
    const lu = await findOr404(tx, services, visiteur, id);
    const plusTard = valeur === 'plus_tard';
    const creneau = plusTard ? null : await readCreneau(tx, services, visiteur, { valeur, heure });
    if (creneau !== null && 'faute' in creneau) return creneau.faute;
    const { orgId, compteId } = visiteur;
    const commande = { orgId, op, type: 'adressages.creneau', compteId, maintenant: now(services) };
    await once(tx, commande, async () => {
      if (creneau === null) {
        await acceptAdressage(tx, services, visiteur, id);
        return { fait: 'Vous l’avez prise. Proposez un créneau quand vous pourrez.' };
      }
      await proposeCreneau(tx, services, visiteur, lu, creneau);
      const mots = creneauEnMots({ date: creneau.date, heure: creneau.heure ?? null });
      return { fait: `Créneau proposé\u00a0: ${mots}. La personne est attendue.` };
    });
    return null;
  });
  if (faute !== null) return showOne(c, [FAUTES[faute]], heure);
  return c.redirect(`/adressages?fait=${op}`, 303);
}

async function answer(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const id = idOf(c);
  demandBoite(visiteur);
  const champs = await readForm(c);
  const op = readOp(champs);
  const code = field(champs, 'code');
  try {
    await forVisiteur(c, 'adressages.retour', async (tx, services) => {
      const lu = await findOr404(tx, services, visiteur, id);
      const { orgId, compteId } = visiteur;
      const commande = { orgId, op, type: 'adressages.retour', compteId, maintenant: now(services) };
      await once(tx, commande, async () => {
        await sendRetour(tx, services, visiteur, lu, code);
        const dit = RETOURS.find((un) => un.code === code)?.libelle ?? '';
        return { fait: `Réponse envoyée\u00a0: «\u00a0${dit}\u00a0».` };
      });
    });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showOne(
      c,
      toErreurs(error.motifs, () => ''),
    );
  }
  return c.redirect(`/adressages?fait=${op}`, 303);
}

const PAS_OUVERTE: Erreur = {
  champ: '',
  phrase: 'Ouvrez d’abord votre permanence, dans «\u00a0Ma journée\u00a0».',
};

/** Opens the quick entry for a person who was sent: what is recorded then answers for the referral. */
async function receive(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const id = idOf(c);
  demandBoite(visiteur);
  const op = readOp(await readForm(c));
  const ouverte = await forVisiteur(c, 'adressages.accueillir', async (tx, services) => {
    const lu = await findOr404(tx, services, visiteur, id);
    if ((await findSeanceOuverte(tx, services, visiteur)) === null) return false;
    const [connue] =
      lu.personneId === null
        ? []
        : await tx
            .select({ id: personne.id, pseudonyme: personne.pseudonyme })
            .from(personne)
            .where(and(eq(personne.orgId, visiteur.orgId), eq(personne.id, lu.personneId)));
    const contenu: Fiche = {
      valeurs: {},
      adressageId: id,
      ...(connue === undefined ? {} : { personne: connue }),
    };
    await keepBrouillon(tx, services, visiteur, { id: op, nature: FICHE, contenu });
    return true;
  });
  if (!ouverte) return showOne(c, [PAS_OUVERTE]);
  return c.redirect(`/accueil?fiche=${op}`, 303);
}
