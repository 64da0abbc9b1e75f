import { and, asc, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { atelier } from '../../db/schema-orientations.ts';
import { lieu } from '../../db/schema.ts';
import {
  createJeton,
  hasLien,
  listAVenir,
  listPasses,
  readAtelier,
  setLien,
  type AtelierLu,
} from '../../domain/ateliers.ts';
import { createId } from '../../domain/identifiant.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, type Champs } from '../../server/formulaire.ts';
import { addDays } from '../../server/heure.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { quandEnMots, readPage, runPresence, toRefus } from './geste.ts';
import { readAtelierNouveau, readValeursAtelier, type ValeursAtelier } from './schema.ts';
import { AtelierView } from './vue-atelier.tsx';
import { AteliersView, type LigneAtelier } from './vue-liste.tsx';

const PASSES = 8;

/** The workshops of the structure, for writers and coordination. */
export function ateliersRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/ateliers', (c) => list(c));
  app.post('/ateliers', announce);
  app.get('/ateliers/:id', (c) => show(c));
  app.post('/ateliers/:id', change);
  return app;
}

function toLigne(un: AtelierLu): LigneAtelier {
  const { id, titre, lieu: nom, commune, places, inscrits, donnees } = un;
  const inscrites = `${inscrits} inscrite${inscrits > 1 ? 's' : ''}`;
  return {
    id,
    titre,
    quand: quandEnMots(un),
    ou: `${nom}, ${commune}`,
    etat:
      donnees !== null
        ? `${donnees.participants} participants`
        : places === null
          ? inscrites
          : `${inscrites} sur ${places}`,
  };
}

async function readLieux(tx: Tx, { orgId }: Visiteur): Promise<Choix[]> {
  const rows = await tx.select().from(lieu).where(eq(lieu.orgId, orgId)).orderBy(asc(lieu.id));
  const tri = new Intl.Collator('fr');
  return rows
    .map(({ id, nom, commune }) => ({ code: id, libelle: `${commune}\u00a0: ${nom}` }))
    .sort((a, b) => tri.compare(a.libelle, b.libelle));
}

async function list(
  c: Context<AppEnv>,
  refus?: { valeurs: ValeursAtelier; erreurs: readonly Erreur[] },
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'compter_orientations');
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const faitId = queryId(c, 'fait');
  const lu = await forVisiteur(c, 'ateliers.lire', async (tx) => ({
    aVenir: await listAVenir(tx, visiteur.orgId, aujourdhui),
    passes: await listPasses(tx, visiteur.orgId, aujourdhui, PASSES),
    lieux: await readLieux(tx, visiteur),
    fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
  }));
  return render(
    c,
    <AteliersView
      cadre={makeCadre(c)}
      envoi={{ action: '/ateliers', op: newOp(services) }}
      aVenir={lu.aVenir.map(toLigne)}
      passes={lu.passes.map(toLigne)}
      lieux={lu.lieux}
      importe={may(visiteur, 'gerer_lieux')}
      valeurs={refus?.valeurs ?? {}}
      erreurs={refus?.erreurs ?? []}
      {...(lu.fait === null ? {} : { fait: lu.fait })}
    />,
    refus === undefined ? 200 : 422,
  );
}

async function announce(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'compter_orientations');
  const champs = await readForm(c);
  const op = readOp(champs);
  const valeurs = readValeursAtelier(champs);
  const { orgId, compteId } = visiteur;
  const refus = await forVisiteur(c, 'ateliers.annoncer', async (tx) => {
    const lue = readAtelierNouveau(valeurs, {
      lieux: await readLieux(tx, visiteur),
      aujourdhui: civilDate(services.clock(), visiteur.zone),
    });
    if ('erreurs' in lue) return lue.erreurs;
    const maintenant = now(services);
    await once(tx, { orgId, op, type: 'ateliers.annoncer', compteId, maintenant }, async () => {
      const id = createId(services.clock().getTime(), services.alea);
      await tx.insert(atelier).values({ orgId, id, ...lue.atelier, creeLe: maintenant });
      return { fait: 'Atelier annoncé\u00a0: il vient dans l’orientation.' };
    });
    return null;
  });
  return refus === null ? c.redirect(`/ateliers?fait=${op}`, 303) : list(c, { valeurs, erreurs: refus });
}

async function load(tx: Tx, { orgId }: Visiteur, id: string): Promise<AtelierLu> {
  const un = await readAtelier(tx, orgId, id);
  if (un === null) throw new ErreurHttp(404);
  return un;
}

async function show(
  c: Context<AppEnv>,
  refus?: { erreurs: readonly Erreur[]; valeurs: Record<string, string> },
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'compter_orientations');
  const faitId = queryId(c, 'fait');
  const { un, page, fait } = await forVisiteur(c, 'ateliers.un', async (tx) => {
    const lu = await load(tx, visiteur, idOf(c));
    return {
      un: lu,
      page: await readPage(tx, services, visiteur, lu),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
  const { lien } = un;
  return render(
    c,
    <AtelierView
      cadre={makeCadre(c)}
      envoi={{ action: `/ateliers/${un.id}`, op: newOp(services) }}
      {...page}
      lien={
        lien === null || !hasLien(un)
          ? null
          : `${services.env.origin}/atelier/${createJeton(services, { orgId: visiteur.orgId, id: un.id, lien })}`
      }
      finLien={`jusqu’au ${dateEnMots(addDays(un.date, 1))}`}
      annulable={un.annuleLe === null && !page.jourVenu}
      {...refus}
      {...(fait === null ? {} : { fait })}
    />,
    refus === undefined ? 200 : 422,
  );
}

async function change(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'compter_orientations');
  const champs = await readForm(c);
  const op = readOp(champs);
  const id = idOf(c);
  const { orgId, compteId } = visiteur;
  try {
    await forVisiteur(c, 'ateliers.changer', async (tx, services) => {
      const un = await load(tx, visiteur, id);
      const maintenant = now(services);
      await once(tx, { orgId, op, type: 'ateliers.changer', compteId, maintenant }, async () => ({
        fait: await run(tx, services, visiteur, un, champs),
      }));
    });
  } catch (error) {
    if (error instanceof Refus) return show(c, toRefus(error, champs));
    throw error;
  }
  return c.redirect(
    field(champs, 'etape') === 'annuler' ? `/ateliers?fait=${op}` : `/ateliers/${id}?fait=${op}`,
    303,
  );
}

async function run(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  un: AtelierLu,
  champs: Champs,
): Promise<string> {
  switch (field(champs, 'etape')) {
    case 'lien':
      await setLien(tx, visiteur.orgId, un, true);
      return 'Lien créé. Le précédent, s’il y en avait un, ne marche plus.';
    case 'retirer':
      await setLien(tx, visiteur.orgId, un, false);
      return 'Lien retiré\u00a0: il ne marche plus.';
    case 'annuler':
      return cancel(tx, services, visiteur, un);
    default:
      // Attendance is a fact about the orientation of somebody: writers alone, or the link of who leads.
      if (field(champs, 'presence') !== '') demand(visiteur, 'repondre_orientation');
      return runPresence(tx, services, visiteur, un, champs);
  }
}

/** Whoever had a sheet has to be told: those orientations stay in the list of what awaits news. */
async function cancel(tx: Tx, services: Services, { orgId, zone }: Visiteur, un: AtelierLu): Promise<string> {
  if (civilDate(services.clock(), zone) >= un.date)
    throw new Refus([{ code: 'trop_tard', phrase: 'Un atelier ne s’annule plus le jour venu.' }]);
  await tx
    .update(atelier)
    .set({ annuleLe: now(services) })
    .where(and(eq(atelier.orgId, orgId), eq(atelier.id, un.id)));
  return un.inscrits === 0
    ? 'Atelier annulé.'
    : `Atelier annulé. Prévenez les personnes orientées\u00a0: ${un.inscrits}.`;
}
