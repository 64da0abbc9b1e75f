import { etatA } from '@porte-plume/mandat';
import type { Identites } from '@porte-plume/mandat/document';
import { Hono, type Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { readBrouillon } from '../../domain/brouillons.ts';
import { readMandat, runMandat, type MandatLu } from '../../domain/mandats.ts';
import { depositPiece } from '../../domain/personnes.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, filled, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { attachToFiche } from './attache.ts';
import { documentOf, htmlOf, pdfOf, texteOf, withBanner, type Source } from './document.ts';
import { afterGeste, champOfMotif, planGeste, type Geste } from './geste.ts';
import { histoireOf } from './histoire.ts';
import { toRemise } from './remise.ts';
import { initialesOf, readIdentites, resumeOf } from './identites.ts';
import { ACTES, CANAUX, DEMANDEURS, LECTURES, REFORMULATIONS, STATUTS } from './libelles.ts';
import { PREPARATION, PreparationSchema, type Preparation } from './preparation.ts';
import { advancePreparation, openPreparation } from './route-preparation.tsx';
import { MandatExpliquerView, MandatSignerView, MandatVue } from './view.tsx';

interface Page {
  c: Context<AppEnv>;
  erreurs?: readonly Erreur[];
  champs?: Champs;
}

/** Prepare → explain → sign → show; copies; revoke. */
export function mandatRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/mandat/nouveau', openPreparation);
  app.post('/mandat', advancePreparation);
  app.get('/mandat/:id', async (c) => showMandat({ c }, await loadMandat(c)));
  app.get('/mandat/:id/document', serveHtml);
  app.get('/mandat/:id/document.pdf', servePdf);
  for (const geste of ['expliquer', 'refuser', 'signer', 'revoquer'] as const) {
    app.post(`/mandat/:id/${geste}`, (c) => act(c, geste));
  }
  return app;
}

interface Chargement {
  lu: MandatLu;
  preparation: Preparation | null;
  identites: Identites | null;
  source: Source;
}

async function loadMandat(c: Context<AppEnv>): Promise<Chargement> {
  demand(c.var.visiteur, 'lire_dossier', { agentId: c.var.visiteur.compteId });
  const id = idOf(c);
  return forVisiteur(c, 'mandat.lire', async (tx, services, visiteur) => {
    const lu = await readMandat(tx, visiteur.orgId, id);
    if (lu === null) throw new ErreurHttp(404);
    const preparation = await readBrouillon(tx, services, visiteur, {
      id,
      nature: PREPARATION,
      schema: PreparationSchema,
    });
    const identites = await readIdentites(tx, services, visiteur, lu, 'mandat');
    return { lu, preparation, identites, source: { etat: lu.etat, identites, maintenant: now(services) } };
  });
}

function showMandat(
  { c, erreurs = [], champs }: Page,
  { lu, preparation, identites, source }: Chargement,
): Response {
  const { services, visiteur } = c.var;
  const { id, evenements } = lu;
  const vue = etatA(evenements, now(services));
  if (vue === null) throw new ErreurHttp(404);
  const cadre = makeCadre(c);
  const retour = preparation === null ? '/' : `/accueil?fiche=${preparation.ficheId}`;
  const statut = erreurs.length > 0 ? 422 : 200;
  const envoi = (action: string) => ({ action: `/mandat/${id}/${action}`, op: newOp(services) });
  const copies = { html: `/mandat/${id}/document`, pdf: `/mandat/${id}/document.pdf` };
  if (
    vue.statut === 'brouillon' ||
    (vue.statut === 'presente' && vue.lecture?.reformulation === 'non_comprise')
  ) {
    return render(
      c,
      <MandatExpliquerView
        cadre={cadre}
        envoi={envoi('expliquer')}
        erreurs={erreurs}
        retour={retour}
        texte={texteOf(documentOf(source, 'langage_simple'))}
        lectures={LECTURES}
        reformulations={REFORMULATIONS}
        valeurs={champs === undefined ? {} : filled(champs, 'lecture', 'reformulation')}
      />,
      statut,
    );
  }
  if (vue.statut === 'presente') {
    return render(
      c,
      <MandatSignerView
        cadre={cadre}
        envoi={envoi('signer')}
        erreurs={erreurs}
        retour={retour}
        resume={resumeOf(vue, identites, now(services))}
        valeurs={champs === undefined ? {} : filled(champs, 'forme', 'nomEcrit', 'accepte')}
        papier={copies}
      />,
      statut,
    );
  }
  const item = vue.items.map((un) => ({
    libelle: un.portee.kind === 'demarche' ? un.portee.demarche.libelle : un.portee.perimetre,
    actes: un.actes.map((acte) => ACTES[acte]),
    statut: toStatut(vue.statutItems[un.id] ?? vue.statut),
  }));
  return render(
    c,
    <MandatVue
      cadre={cadre}
      envoi={envoi('revoquer')}
      erreurs={erreurs}
      statut={toStatut(vue.statut)}
      dernierJour={vue.periode === undefined ? 'aucun\u00a0: pas signé' : dateEnMots(vue.periode.auInclus)}
      {...(vue.consentement === undefined
        ? {}
        : { signeLe: dateEnMots(civilDate(new Date(vue.consentement.faitLe), visiteur.zone)) })}
      initiales={initialesOf(identites)}
      items={item}
      {...(vue.acceptation === undefined ? {} : { copies })}
      {...(preparation === null ? {} : { suite: { href: retour, libelle: 'Reprendre la fiche' } })}
      {...(queryId(c, 'fait') === null
        ? {}
        : { fait: vue.statut === 'actif' ? 'Mandat signé. La fiche peut reprendre.' : 'C’est noté.' })}
      revocable={vue.statut === 'actif'}
      demandeurs={DEMANDEURS}
      canaux={CANAUX}
      histoire={histoireOf(evenements, visiteur.zone)}
    />,
    statut,
  );
}

function toStatut(code: keyof typeof STATUTS): { code: string; libelle: string } {
  return { code, libelle: STATUTS[code] };
}

async function act(c: Context<AppEnv>, chemin: Geste): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await loadMandat(c);
  const geste: Geste = chemin === 'expliquer' && field(champs, 'etape') === 'refuser' ? 'refuser' : chemin;
  const again = (erreurs: readonly Erreur[]) => showMandat({ c, erreurs, champs }, charge);
  const prevu = planGeste(geste, charge.source, champs, c.var);
  if ('erreurs' in prevu) return again(prevu.erreurs);
  const { id, personneId } = charge.lu;
  try {
    await forVisiteur(c, `mandat.${geste}`, (tx, services) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: `mandat.${geste}`,
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          const porteur = { mandatId: id, personneId };
          const remise =
            prevu.remise === undefined ? [] : [await toRemise(tx, services, visiteur, porteur, prevu.remise)];
          await runMandat(tx, services, visiteur, { ...porteur, op }, [...prevu.ordres, ...remise]);
          if (prevu.piece !== undefined)
            await depositPiece(tx, services, visiteur, { personneId, ...prevu.piece });
          if (charge.preparation !== null)
            await attachToFiche(tx, services, visiteur, charge.preparation.ficheId, (fiche) =>
              afterGeste(geste, fiche, id),
            );
          return { mandatId: id };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus) return again(toErreurs(error.motifs, champOfMotif));
    throw error;
  }
  if (geste === 'refuser' && charge.preparation !== null)
    return c.redirect(`/accueil?fiche=${charge.preparation.ficheId}`, 303);
  return c.redirect(geste === 'expliquer' ? `/mandat/${id}` : `/mandat/${id}?fait=${op}`, 303);
}

/** Once signed, the entry carries the mandate; once refused, it goes on together (« faire avec »). */
async function loadDocument(c: Context<AppEnv>) {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_dossier', { agentId: visiteur.compteId });
  const id = idOf(c);
  return forVisiteur(c, 'mandat.copie', async (tx) => {
    const lu = await readMandat(tx, visiteur.orgId, id);
    if (lu === null) throw new ErreurHttp(404);
    const identites = await readIdentites(tx, services, visiteur, lu, 'copie');
    const document = documentOf({ etat: lu.etat, identites, maintenant: now(services) }, 'complet');
    return { lu, document: withBanner(document, visiteur.fictive) };
  });
}

async function serveHtml(c: Context<AppEnv>): Promise<Response> {
  const { document } = await loadDocument(c);
  return c.html(htmlOf(document, c.var.services.assets.version));
}

async function servePdf(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const { lu, document } = await loadDocument(c);
  const octets = await pdfOf(document, {
    creeLe: lu.etat.consentement?.faitLe ?? lu.etat.preparation.faitLe,
    zone: visiteur.zone,
  });
  c.header('Content-Type', 'application/pdf');
  c.header('Content-Disposition', 'inline; filename="mandat.pdf"');
  return c.body(new Uint8Array(octets).buffer);
}
