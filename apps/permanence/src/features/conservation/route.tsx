import { Hono, type Context } from 'hono';
import { Refus } from '../../db/operation.ts';
import { executeConservation, listCertificats, readPlan } from '../../domain/conservation.ts';
import {
  addDemande,
  answerDemande,
  findDemandeOuverte,
  listDemandes,
  NATURES_DEMANDE,
  REPONSES_DEMANDE,
} from '../../domain/demandes.ts';
import { hasDossier } from '../../domain/acces-personne.ts';
import {
  findPorteurDeGel,
  liftGel,
  LIGNES_GEL,
  listGels,
  MOTIFS_GEL,
  OBJETS_GEL,
  putGel,
} from '../../domain/gels.ts';
import { isId } from '../../domain/identifiant.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { civilDate, newOp, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, oneOf, readForm, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Tx } from '../../db/client.ts';
import type { Erreur } from '../../ui/form.tsx';
import { toCertificat, toDemande, toRegles, LISTES_CONSERVATION } from './modele.ts';
import { MESURES, TRAITEMENTS } from './registre.ts';
import { answerRoutes, readCertificatOf } from './route-demande.tsx';
import { ConservationView } from './vue-conservation.tsx';
import { CertificatView, RegistreView } from './vue-demande.tsx';

/** Requests, certificates and lines in sight: a page stays light. */
const MONTRES = 8;

/** Droits et conservation: the officer's desk, without any identity. */
export function conservationRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/conservation', (c) => show(c));
  app.get('/conservation/registre', registre);
  app.get('/conservation/certificats/:nom', certificat);
  app.post('/conservation/executer', (c) => act(c, 'conservation.executer', execute));
  app.post('/conservation/gel', (c) => act(c, 'gel.poser', put));
  app.post('/conservation/gel/lever', (c) => act(c, 'gel.lever', lift));
  app.post('/conservation/demandes', (c) => act(c, 'demande.inscrire', register));
  app.post('/conservation/demandes/:id/repondre', (c) => act(c, 'demande.repondre', answer(c)));
  app.route('/', answerRoutes());
  return app;
}

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'executer_effacement');
  const le = civilDate(services.clock(), visiteur.zone);
  const lu = await forVisiteur(c, 'conservation.lire', async (tx) => {
    const faitId = queryId(c, 'fait');
    return {
      plan: await readPlan(tx, services, visiteur),
      gels: await listGels(tx, visiteur.orgId, le),
      demandes: await listDemandes(tx, visiteur.orgId),
      certificats: await listCertificats(tx, visiteur.orgId),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
  return render(
    c,
    <ConservationView
      cadre={makeCadre(c)}
      envoi={{ action: '/conservation', op: newOp(services) }}
      le={dateEnMots(le)}
      regles={toRegles(lu.plan)}
      gels={lu.gels.map(({ id, nature, objetId, motifCode, du }) => ({
        id,
        objet: `${LISTES_CONSERVATION.libelleObjet(nature)} ${objetId}`,
        motif: LISTES_CONSERVATION.libelleMotif(motifCode),
        depuis: dateEnMots(du),
      }))}
      demandes={lu.demandes.slice(0, MONTRES).map((une) => toDemande(une))}
      certificats={lu.certificats.slice(0, MONTRES).map((un) => toCertificat(un, visiteur.zone))}
      {...LISTES_CONSERVATION.choix}
      erreurs={erreurs}
      {...(lu.fait === null ? {} : { fait: lu.fait })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

type Geste = (tx: Tx, services: Services, visiteur: Visiteur, champs: Champs) => Promise<string>;

async function act(c: Context<AppEnv>, type: string, geste: Geste): Promise<Response> {
  demand(c.var.visiteur, 'executer_effacement');
  const champs = await readForm(c);
  const issue = await carryOut(c, type, champs, (tx, services, visiteur) =>
    geste(tx, services, visiteur, champs),
  );
  if (issue.ok) return c.redirect(`/conservation?fait=${issue.op}`, 303);
  return show(
    c,
    toErreurs(issue.motifs, ({ path }) => String(path?.[0] ?? '')),
  );
}

const refuse = (champ: string, phrase: string): never => {
  throw new Refus([{ code: 'champ_invalide', phrase, path: [champ] }]);
};

const execute: Geste = async (tx, services, visiteur) => {
  const id = await executeConservation(tx, services, visiteur);
  return id === null
    ? 'Rien à faire\u00a0: tout est déjà à jour.'
    : 'C’est fait. Le certificat est plus bas.';
};

const put: Geste = async (tx, services, visiteur, champs) => {
  const nature = oneOf(field(champs, 'nature'), OBJETS_GEL);
  const ligne = oneOf(field(champs, 'nature'), LIGNES_GEL);
  const motif = oneOf(field(champs, 'motif'), MOTIFS_GEL);
  const id = field(champs, 'objet');
  if (motif === null || (nature === null ? ligne === null : !isId(id)))
    return refuse('objet', 'Écrivez le numéro en entier, comme sur la fiche ou le mandat.');
  const objet =
    nature === null
      ? ligne && (await findPorteurDeGel(tx, visiteur.orgId, { nature: ligne, id }))
      : { nature, objetId: id };
  if (objet === null)
    return refuse('', 'Cette ligne ne tient à aucune personne\u00a0: il n’y a rien à geler.');
  await putGel(tx, services, visiteur, { ...objet, motif });
  return 'Gel posé\u00a0: rien de ce qui tient à cette personne ne sera effacé.';
};

const lift: Geste = async (tx, services, visiteur, champs) => {
  if (!(await liftGel(tx, services, visiteur, field(champs, 'gel')))) throw new ErreurHttp(404);
  return 'Gel levé\u00a0: les durées courent de nouveau.';
};

const register: Geste = async (tx, services, visiteur, champs) => {
  const nature = oneOf(field(champs, 'demande'), NATURES_DEMANDE);
  const recueLe = field(champs, 'recueLe');
  const personneId = field(champs, 'dossier');
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  if (nature === null) return refuse('demande', 'Choisissez ce qui est demandé.');
  if (recueLe !== '' && (!/^\d{4}-\d{2}-\d{2}$/.test(recueLe) || Number.isNaN(Date.parse(recueLe))))
    return refuse('recueLe', 'Cette date n’existe pas.');
  if (recueLe > aujourdhui) return refuse('recueLe', 'Cette date est à venir.');
  if (personneId !== '' && (!isId(personneId) || !(await hasDossier(tx, visiteur.orgId, personneId))))
    return refuse('dossier', 'Aucun dossier ne porte ce numéro.');
  await addDemande(tx, services, visiteur, {
    nature,
    ...(recueLe === '' ? {} : { recueLe }),
    ...(personneId === '' ? {} : { personneId }),
  });
  return 'Demande inscrite. La réponse est due dans le mois.';
};

const answer =
  (c: Context<AppEnv>): Geste =>
  async (tx, services, visiteur, champs) => {
    const id = idOf(c);
    const reponse = oneOf(field(champs, 'reponse'), REPONSES_DEMANDE);
    if (reponse === null || (await findDemandeOuverte(tx, visiteur.orgId, id)) === null)
      throw new ErreurHttp(404);
    await answerDemande(tx, services, visiteur, id, reponse);
    return 'Réponse inscrite au registre.';
  };

async function certificat(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'executer_effacement');
  const nom = c.req.param('nom') ?? '';
  const { row, vue } = await readCertificatOf(c, nom.replace(/\.json$/, ''));
  if (nom.endsWith('.json'))
    return c.body(
      `${JSON.stringify({ id: row.id, nature: row.nature, structure: visiteur.organisation, donnees: row.donnees }, null, 2)}\n`,
      200,
      {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="certificat-${row.id}.json"`,
      },
    );
  return render(c, <CertificatView cadre={makeCadre(c)} structure={visiteur.organisation} {...vue} />);
}

function registre(c: Context<AppEnv>): Response {
  demand(c.var.visiteur, 'executer_effacement');
  return render(
    c,
    <RegistreView
      cadre={makeCadre(c)}
      structure={c.var.visiteur.organisation}
      numero={c.var.visiteur.orgId}
      traitements={TRAITEMENTS}
      mesures={MESURES}
    />,
  );
}
