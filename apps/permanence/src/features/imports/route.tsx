import { writeCsv } from '@porte-plume/accompagnement/exports';
import { Hono, type Context } from 'hono';
import { listComptes } from '../../domain/comptes.ts';
import { isId } from '../../domain/identifiant.ts';
import {
  depositFichier,
  dropFichier,
  listImportations,
  moveImportation,
  readDefauts,
  readImportation,
  type EtatImport,
  type Importation,
} from '../../domain/importations.ts';
import { isFerme, listLieux } from '../../domain/lieux-structure.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import {
  field,
  isChoix,
  oneOf,
  readForm,
  readFormAndFile,
  readOp,
  toErreurs,
  type Champs,
} from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { defautsOf, ditOf, etatEnMots, faitsOf, momentOf, suppositionsOf } from './apercu.ts';
import { AILLEURS, demandImports, demandMove, findImportation } from './importation-lue.ts';
import { saveColonnes, showColonnes } from './route-colonnes.tsx';
import { detect, startAnalyse, startAnnulation, startConfirmation } from './travaux.ts';
import { ApercuView } from './vue-apercu.tsx';
import { ImportsView } from './view.tsx';

/** Imports of past activity: a file, its columns, a preview of everything, then one button. */
export function importsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/imports', (c) => showDepot(c));
  app.post('/imports', deposit);
  app.get('/imports/:id', (c) => showApercu(c));
  app.get('/imports/:id/colonnes', (c) => showColonnes(c));
  app.post('/imports/:id/colonnes', saveColonnes);
  app.get('/imports/:id/defauts.csv', downloadDefauts);
  app.post('/imports/:id/confirmer', confirm);
  app.post('/imports/:id/annuler', undo);
  app.post('/imports/:id/reprendre', resume);
  app.post('/imports/:id/abandonner', abandon);
  return app;
}

interface ChoixDepot {
  lieux: readonly Choix[];
  agents: readonly Choix[];
}

async function readChoix(c: Context<AppEnv>): Promise<ChoixDepot> {
  const { services, visiteur } = c.var;
  return forVisiteur(c, 'import.choix', async (tx) => {
    const aujourdhui = civilDate(services.clock(), visiteur.zone);
    const lieux = await listLieux(tx, visiteur.orgId, aujourdhui);
    const comptes = may(visiteur, 'reprendre_fichier', { agentId: '' })
      ? await listComptes(tx, visiteur.orgId)
      : [];
    return {
      // The past may have happened in a lieu that is closed since.
      lieux: lieux.map((un) => ({
        code: un.id,
        libelle: `${un.commune}\u00a0: ${un.nom}${isFerme(un, aujourdhui) ? ', fermé' : ''}`,
      })),
      agents: comptes
        .filter(({ roles }) => roles.includes('ecrivain') || roles.includes('benevole'))
        .map(({ id, nom }) => ({ code: id, libelle: nom })),
    };
  });
}

async function showDepot(
  c: Context<AppEnv>,
  champs?: Champs,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  demandImports(c);
  const { services, visiteur } = c.var;
  const faites = await forVisiteur(c, 'imports.lister', (tx) => listImportations(tx, visiteur));
  const lu = (nom: string) => (champs === undefined ? '' : field(champs, nom));
  return render(
    c,
    <ImportsView
      cadre={makeCadre(c)}
      envoi={{ action: '/imports', op: newOp(services) }}
      {...await readChoix(c)}
      valeurs={{ nature: lu('nature') === 'coop' ? 'coop' : 'tableur', lieu: lu('lieu'), agent: lu('agent') }}
      faites={faites.map((une) => ({
        id: une.id,
        titre: `${une.nature === 'coop' ? 'La Coop' : 'Tableur'}, déposé le ${dateEnMots(civilDate(new Date(une.deposeLe), visiteur.zone))}`,
        faits:
          une.resume === null
            ? 'Pas encore lu.'
            : `${une.resume.interventions} interventions, ${une.resume.enErreur} lignes refusées.`,
        etat: etatEnMots(une),
      }))}
      erreurs={erreurs}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function deposit(c: Context<AppEnv>): Promise<Response> {
  demandImports(c);
  const { services, visiteur } = c.var;
  const { champs, fichier } = await readFormAndFile(c, 'fichier');
  const op = readOp(champs);
  const nature = oneOf(field(champs, 'nature'), ['coop', 'tableur'] as const);
  const choix = await readChoix(c);
  const lieu = field(champs, 'lieu');
  const agent = field(champs, 'agent');
  const erreurs: Erreur[] = [];
  if (fichier === null)
    erreurs.push({ champ: 'fichier', phrase: 'Choisissez un fichier, qui ne soit pas vide.' });
  if (nature === null) erreurs.push({ champ: 'nature', phrase: 'Dites d’où vient ce fichier.' });
  if (lieu !== '' && !isChoix(lieu, choix.lieux))
    erreurs.push({ champ: 'lieu', phrase: 'Choisissez un lieu de la liste.' });
  if (agent !== '' && agent !== visiteur.compteId && !isChoix(agent, choix.agents))
    erreurs.push({ champ: 'agent', phrase: 'Choisissez une personne de la liste.' });
  if (erreurs.length > 0 || fichier === null || nature === null) return showDepot(c, champs, erreurs);
  const colonnes = nature === 'tableur' ? await detect(fichier) : { entetes: [], projet: null };
  if (colonnes === null)
    return showDepot(c, champs, [
      {
        champ: 'fichier',
        phrase: 'Ce fichier n’est pas un tableur lisible. Enregistrez-le en XLSX, ODS ou CSV.',
      },
    ]);
  const issue = await carryOut(c, 'import.deposer', champs, async (tx) => {
    await depositFichier(tx, services, visiteur, {
      ...{ id: op, nature, fichier },
      options: {
        agentId: agent === '' ? visiteur.compteId : agent,
        lieuParDefaut: lieu === '' ? null : lieu,
        ...colonnes,
      },
    });
    if (nature === 'coop') await moveImportation(tx, services, visiteur.orgId, op, ['depose'], 'analyse');
    return 'Fichier déposé.';
  });
  if (!issue.ok)
    return showDepot(
      c,
      champs,
      toErreurs(issue.motifs, () => ''),
    );
  if (nature === 'tableur') return c.redirect(`/imports/${op}/colonnes`, 303);
  const une = await forVisiteur(c, 'import.lire', (tx) => readImportation(tx, visiteur, op));
  if (une?.etat === 'analyse') await startAnalyse(services, visiteur, une);
  return c.redirect(`/imports/${op}`, 303);
}

async function showApercu(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { services, visiteur } = c.var;
  const une = await findImportation(c);
  if (une.etat === 'depose' && une.nature === 'tableur' && erreurs.length === 0)
    return c.redirect(`/imports/${une.id}/colonnes`, 303);
  const moment = momentOf(une, services.clock().getTime());
  const issues = await forVisiteur(c, 'import.defauts', (tx) => readDefauts(tx, visiteur.orgId, une.id));
  const ecrit = une.etat === 'en_cours' || une.etat === 'annulation';
  return render(
    c,
    <ApercuView
      cadre={makeCadre(c)}
      id={une.id}
      envoi={(geste) => ({ action: `/imports/${une.id}/${geste}`, op: newOp(services) })}
      moment={moment}
      dit={ditOf(une, moment, visiteur.zone)}
      progres={ecrit ? { fait: une.fait, total: une.total } : null}
      faits={faitsOf(une)}
      suppositions={suppositionsOf(une)}
      {...defautsOf(issues, Number(c.req.query('page') ?? '1') || 1)}
      colonnes={une.nature === 'tableur'}
      erreurs={erreurs}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function downloadDefauts(c: Context<AppEnv>): Promise<Response> {
  const une = await findImportation(c);
  const issues = await forVisiteur(c, 'import.defauts', (tx, _services, { orgId }) =>
    readDefauts(tx, orgId, une.id),
  );
  const csv = writeCsv({
    nom: 'Défauts',
    colonnes: ['Ligne', 'Colonne', 'Information', 'Niveau', 'Code', 'Défaut', 'Que faire'],
    lignes: issues.map(({ ligne, colonne, champ, niveau, code, phrase, alternative }) => [
      ...[ligne, colonne ?? '', champ ?? '', niveau, code, phrase, alternative ?? ''],
    ]),
  });
  return c.body(new Uint8Array(csv), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="defauts.csv"',
  });
}

/** One gesture on an import: it moves on once, then its work starts. */
async function act(
  c: Context<AppEnv>,
  type: string,
  depuis: readonly EtatImport[],
  vers: EtatImport,
  travail: ((une: Importation) => Promise<void>) | null,
): Promise<Response> {
  const { services, visiteur } = c.var;
  const une = await findImportation(c);
  demand(visiteur, 'reprendre_fichier', { agentId: une.options.agentId });
  const champs = await readForm(c);
  if (!isId(readOp(champs))) throw new ErreurHttp(400);
  const suite = { moved: false };
  const issue = await carryOut(c, type, champs, async (tx) => {
    await demandMove(moveImportation(tx, services, visiteur.orgId, une.id, depuis, vers));
    if (vers === 'abandonne') await dropFichier(tx, visiteur.orgId, une.id);
    suite.moved = true;
    return 'C’est en route.';
  });
  if (!issue.ok)
    return showApercu(
      c,
      toErreurs(issue.motifs, () => ''),
    );
  if (suite.moved && travail !== null) await travail(une);
  return c.redirect(`/imports/${une.id}`, 303);
}

const confirm = (c: Context<AppEnv>): Promise<Response> =>
  act(c, 'import.confirmer', ['pret'], 'en_cours', (une) =>
    startConfirmation(c.var.services, c.var.visiteur, une),
  );

async function undo(c: Context<AppEnv>): Promise<Response> {
  const une = await findImportation(c);
  if (une.etat === 'confirme' && momentOf(une, c.var.services.clock().getTime()) !== 'annulable') {
    const phrase = 'Un jour a passé\u00a0: cette reprise ne s’annule plus d’un bloc.';
    return showApercu(c, [{ champ: '', phrase }]);
  }
  return act(c, 'import.annuler', ['confirme'], 'annulation', (cible) =>
    startAnnulation(c.var.services, c.var.visiteur, cible),
  );
}

const abandon = (c: Context<AppEnv>): Promise<Response> =>
  act(c, 'import.abandonner', ['depose', 'pret', 'refuse'], 'abandonne', null);

/** Takes up work that was cut: each kind goes on from what was written. */
async function resume(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  const une = await findImportation(c);
  if (momentOf(une, services.clock().getTime()) !== 'coupe')
    return showApercu(
      c,
      toErreurs([AILLEURS], () => ''),
    );
  const travaux = {
    depose: startAnalyse,
    analyse: startAnalyse,
    en_cours: startConfirmation,
    annulation: startAnnulation,
  } as const;
  const etat = une.etat as keyof typeof travaux;
  const vers = etat === 'depose' ? 'analyse' : etat;
  return act(c, `import.reprendre.${etat}`, [etat], vers, (cible) =>
    travaux[etat](services, visiteur, cible),
  );
}
