import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { Refus, type MotifRefus } from '../../db/operation.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import {
  changeRoles,
  createCompte,
  createInvitation,
  listComptes,
  listServices,
  readAcces,
  readCompte,
  setActif,
  toRoles,
  type Compte,
} from '../../domain/comptes.ts';
import { isId } from '../../domain/identifiant.ts';
import { listSessions, revokeSessions } from '../../domain/sessions.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { newOp, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, fields, oneOf, readForm, toErreurs, type Champs } from '../../server/formulaire.ts';
import { requireRecent } from '../../server/mw/recent.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Tx } from '../../db/client.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { toLignes } from '../sessions/lignes.ts';
import { ongletsOf } from './cadre.tsx';
import { rolesEnMots } from './roles.ts';
import { CompteNouveauView, ComptesView, CompteView } from './vue-comptes.tsx';

const LIEN = 'lien-invitation';
/** The link waits for the page that shows it, and no longer. */
const LIEN_MS = 10 * 60_000;
const LienSchema = z.object({ compteId: z.string(), jeton: z.string() });
const UN_AN = 365 * 86_400_000;
const COURRIEL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

export function mountComptes(app: Hono<AppEnv>): void {
  app.get('/administration', list);
  app.get('/administration/comptes/nouveau', (c) => showNew(c));
  app.post('/administration/comptes/nouveau', requireRecent, create);
  app.get('/administration/comptes/:id', (c) => show(c));
  app.post('/administration/comptes/:id/roles', requireRecent, saveRoles);
  app.post('/administration/comptes/:id/invitation', requireRecent, invite);
  app.post('/administration/comptes/:id/sessions', closeSessions);
  app.post('/administration/comptes/:id/etat', requireRecent, saveEtat);
}

async function list(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  const onglets = ongletsOf(visiteur);
  if (onglets[0] === 'lieux') return c.redirect('/administration/lieux', 303);
  demand(visiteur, 'gerer_comptes');
  const comptes = await forVisiteur(c, 'comptes.lister', (tx) => listComptes(tx, visiteur.orgId));
  const instant = services.clock().getTime();
  return render(
    c,
    <ComptesView
      cadre={makeCadre(c)}
      onglets={onglets}
      comptes={comptes.map((un) => ({
        id: un.id,
        nom: un.nom,
        roles: rolesEnMots(un.roles),
        actif: un.actif,
        note:
          un.charteSigneeLe === null
            ? 'charte à signer'
            : instant - Date.parse(un.charteSigneeLe) > UN_AN
              ? 'charte signée il y a plus d’un an'
              : '',
      }))}
    />,
  );
}

async function showNew(
  c: Context<AppEnv>,
  champs?: Champs,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const choix = await forVisiteur(c, 'services.lister', (tx) => listServices(tx, visiteur.orgId));
  return render(
    c,
    <CompteNouveauView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      envoi={{ action: '/administration/comptes/nouveau', op: newOp(services) }}
      services={choix.map(({ id, nom }) => ({ code: id, libelle: nom }))}
      erreurs={erreurs}
      {...(champs === undefined
        ? {}
        : {
            valeurs: {
              nom: field(champs, 'nom'),
              identifiant: field(champs, 'identifiant'),
              roles: fields(champs, 'roles'),
              service: field(champs, 'service'),
            },
          })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function create(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'gerer_comptes');
  const champs = await readForm(c);
  const op = field(champs, 'op');
  let compteId = '';
  const issue = await carryOut(c, 'compte.creer', champs, async (tx, services, visiteur) => {
    const nom = field(champs, 'nom');
    const identifiant = field(champs, 'identifiant').toLowerCase();
    const motifs: MotifRefus[] = [];
    if (nom === '' || nom.length > 100)
      motifs.push({ code: 'nom', phrase: 'Écrivez le prénom et le nom.', path: ['nom'] });
    if (!COURRIEL.test(identifiant))
      motifs.push({
        code: 'identifiant',
        phrase: 'Écrivez une adresse de courriel.',
        path: ['identifiant'],
      });
    const choisis = await readRoles(tx, visiteur, champs, motifs);
    if (motifs.length > 0) throw new Refus(motifs);
    compteId = await createCompte(tx, services, visiteur, { nom, identifiant, ...choisis });
    await keepLien(tx, services, visiteur, op, compteId);
    return 'Compte créé.';
  });
  if (!issue.ok) return showNew(c, champs, toErreurs(issue.motifs, champOf));
  // Sent twice: the second answer does not know the account, the list does.
  return c.redirect(
    compteId === '' ? '/administration' : `/administration/comptes/${compteId}?fait=${op}`,
    303,
  );
}

const champOf = ({ path }: MotifRefus): string => String(path?.[0] ?? '');

async function readRoles(
  tx: Tx,
  visiteur: Visiteur,
  champs: Champs,
  motifs: MotifRefus[],
): Promise<{ roles: ReturnType<typeof toRoles>; serviceId: string | null }> {
  const demandes = fields(champs, 'roles');
  const roles = toRoles(demandes);
  if (roles.length === 0 || roles.length !== new Set(demandes).size)
    motifs.push({ code: 'roles', phrase: 'Choisissez au moins un rôle.', path: ['roles'] });
  const services = await listServices(tx, visiteur.orgId);
  const serviceId = oneOf(
    field(champs, 'service'),
    services.map(({ id }) => id),
  );
  if (roles.includes('prescripteur') && serviceId === null && services.length > 0)
    motifs.push({ code: 'service', phrase: 'Dites le service de cette personne.', path: ['service'] });
  return { roles, serviceId: roles.includes('prescripteur') ? serviceId : null };
}

/** Makes an invitation, and keeps its link sealed for the one page that shows it. */
async function keepLien(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
  compteId: string,
): Promise<void> {
  const jeton = await createInvitation(tx, services, visiteur, compteId);
  await keepBrouillon(tx, services, visiteur, {
    id: op,
    nature: LIEN,
    contenu: { compteId, jeton },
    duree: LIEN_MS,
  });
}

async function demandCompte(tx: Tx, visiteur: Visiteur, id: string): Promise<Compte> {
  const trouve = await readCompte(tx, visiteur.orgId, id);
  if (trouve === null) throw new ErreurHttp(404);
  return trouve;
}

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = [], champs?: Champs): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const id = idOf(c);
  const lu = await forVisiteur(c, 'compte.lire', async (tx) => {
    const compte = await demandCompte(tx, visiteur, id);
    const op = queryId(c, 'fait');
    return {
      compte,
      acces: await readAcces(tx, services, visiteur.orgId, id),
      sessions: await listSessions(tx, c.var.services, visiteur.orgId, id),
      services: await listServices(tx, visiteur.orgId),
      fait: op === null ? null : await readFait(tx, visiteur, op),
      lien: op === null ? null : await takeLien(tx, services, visiteur, op, id),
    };
  });
  const { compte, acces } = lu;
  const base = `/administration/comptes/${id}`;
  const envoi = (suite: string) => ({ action: `${base}/${suite}`, op: newOp(services) });
  return render(
    c,
    <CompteView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      erreurs={erreurs}
      envois={{
        roles: envoi('roles'),
        invitation: envoi('invitation'),
        sessions: envoi('sessions'),
        etat: envoi('etat'),
      }}
      services={lu.services.map((un) => ({ code: un.id, libelle: un.nom }))}
      sessions={toLignes(lu.sessions, visiteur.zone, visiteur.sessionId)}
      compte={{
        id,
        nom: compte.nom,
        identifiant: compte.identifiant,
        actif: compte.actif,
        roles: champs === undefined ? compte.roles : fields(champs, 'roles'),
        service: champs === undefined ? (compte.serviceId ?? '') : field(champs, 'service'),
        charte:
          compte.charteSigneeLe === null
            ? 'pas encore signée'
            : `signée le ${dateEnMots(compte.charteSigneeLe)}`,
        cles:
          acces.cles > 0
            ? String(acces.cles)
            : acces.invitation === null
              ? 'aucune'
              : 'aucune, une invitation attend',
      }}
      {...(lu.fait === null ? {} : { fait: lu.fait })}
      {...(lu.lien === null ? {} : { lien: lu.lien })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function takeLien(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
  compteId: string,
): Promise<string | null> {
  const garde = await readBrouillon(tx, services, visiteur, { id: op, nature: LIEN, schema: LienSchema });
  if (garde?.compteId !== compteId) return null;
  await dropBrouillon(tx, visiteur, op);
  return `${services.env.origin}/invitation/${garde.jeton}`;
}

/** One gesture on one account, then its page again. */
async function act(
  c: Context<AppEnv>,
  type: string,
  travail: (
    tx: Tx,
    services: Services,
    visiteur: Visiteur,
    compte: Compte,
    champs: Champs,
  ) => Promise<string>,
): Promise<Response> {
  demand(c.var.visiteur, 'gerer_comptes');
  const id = idOf(c);
  const champs = await readForm(c);
  const issue = await carryOut(c, type, champs, async (tx, services, visiteur) =>
    travail(tx, services, visiteur, await demandCompte(tx, visiteur, id), champs),
  );
  if (!issue.ok)
    return show(c, toErreurs(issue.motifs, champOf), type === 'compte.roles' ? champs : undefined);
  return c.redirect(`/administration/comptes/${id}?fait=${issue.op}`, 303);
}

const saveRoles = (c: Context<AppEnv>): Promise<Response> =>
  act(c, 'compte.roles', async (tx, services, visiteur, compte, champs) => {
    const motifs: MotifRefus[] = [];
    const { roles, serviceId } = await readRoles(tx, visiteur, champs, motifs);
    if (motifs.length > 0) throw new Refus(motifs);
    await changeRoles(tx, services, visiteur, compte, roles, serviceId);
    return 'Les rôles sont enregistrés.';
  });

const invite = (c: Context<AppEnv>): Promise<Response> =>
  act(c, 'compte.inviter', async (tx, services, visiteur, compte, champs) => {
    if (!compte.actif)
      throw new Refus([{ code: 'compte_ferme', phrase: 'Ce compte est fermé. Rouvrez-le d’abord.' }]);
    await keepLien(tx, services, visiteur, field(champs, 'op'), compte.id);
    return 'Un nouveau lien est prêt.';
  });

const closeSessions = (c: Context<AppEnv>): Promise<Response> =>
  act(c, 'compte.sessions', async (tx, services, visiteur, compte, champs) => {
    const laquelle = field(champs, 'session');
    if (laquelle !== 'toutes' && !isId(laquelle)) throw new ErreurHttp(404);
    // Closing one’s own sessions here leaves the page that does it open.
    const lesquelles = laquelle === 'toutes' ? { sauf: visiteur.sessionId } : { id: laquelle };
    const nombre = await revokeSessions(tx, services, visiteur, compte.id, lesquelles);
    if (nombre === 0 && laquelle !== 'toutes') throw new ErreurHttp(404);
    return nombre > 1 ? `${nombre} sessions sont fermées.` : 'La session est fermée.';
  });

const saveEtat = (c: Context<AppEnv>): Promise<Response> =>
  act(c, 'compte.etat', async (tx, services, visiteur, compte, champs) => {
    const actif = field(champs, 'actif') === 'oui';
    await setActif(tx, services, visiteur, compte, actif);
    return actif ? 'Le compte est rouvert.' : 'Le compte est fermé, et ses sessions avec lui.';
  });
