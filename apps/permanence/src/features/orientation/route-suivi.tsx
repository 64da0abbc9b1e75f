import {
  toIcalendar,
  type MotifRefusOrientation,
  type StatutOrientation,
} from '@porte-plume/accompagnement/orientation';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { readAtelier } from '../../domain/ateliers.ts';
import { readLieuPublic } from '../../domain/lieux-publics.ts';
import {
  expireOrientations,
  listEnAttente,
  readOrientation,
  runAdvance,
  type OrientationLue,
} from '../../domain/orientations.ts';
import { demand } from '../../server/acces.ts';
import { messagesDe } from '../../server/langue.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, oneOf, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { momentEnMots, toInstant } from '../../server/heure.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { feuilleAtelier, feuilleLieu, toIcsAtelier, type Feuille } from './feuille.ts';
import { besoinEnMots, MOTIFS_REFUS } from './listes.ts';
import { textesOf } from './textes-langue.ts';
import { FeuilleOrientationView } from './vue-feuille.tsx';
import { gestesOf, OrientationView, SuiviView, type LigneSuivi } from './vue-suivi.tsx';

/** Lines of the list: a page stays light, the first to chase come first. */
const LIGNES_MAX = 14;

/** What became of orientations: the list, one of them, its sheet and its appointment. */
export function suiviRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/orientation/suivi', (c) => list(c));
  app.post('/orientation/suivi', (c) => step(c, null));
  app.get('/orientation/lieu/:lieu', async (c) => sheetOf(c, { lieuId: c.req.param('lieu') }));
  app.get('/orientation/atelier/:id', async (c) => sheetOf(c, { atelierId: idOf(c) }));
  app.get('/orientation/:id', (c) => show(c));
  app.post('/orientation/:id', (c) => step(c, idOf(c)));
  app.get('/orientation/:id/feuille', sheet);
  app.get('/orientation/:id/rendez-vous.ics', calendar);
  return app;
}

function toLigne(lue: OrientationLue, visiteur: Visiteur, aujourdhui: string): LigneSuivi {
  const { orientation: o } = lue;
  const rdv = o.rdvLe === undefined ? null : `rendez-vous le ${momentEnMots(o.rdvLe, visiteur.zone)}`;
  const attente = o.relanceLe <= aujourdhui ? 'à relancer' : `nouvelles vers le ${dateEnMots(o.relanceLe)}`;
  return {
    id: o.id,
    vers: lue.vers,
    statut: lue.statut,
    code: o.statut,
    besoin: besoinEnMots(o.besoin),
    quand: rdv ?? `proposée le ${dateEnMots(o.proposeeLe)}`,
    attente,
    aRelancer: o.relanceLe <= aujourdhui,
    ...(lue.fiche === null ? {} : { fiche: lue.fiche }),
  };
}

async function list(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'lire_orientation');
  const faitId = queryId(c, 'fait');
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const { lues, fait } = await forVisiteur(c, 'orientation.suivre', async (tx) => {
    await expireOrientations(tx, services, visiteur);
    return {
      lues: await listEnAttente(tx, visiteur.orgId),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
  return render(
    c,
    <SuiviView
      cadre={makeCadre(c)}
      envoi={{ action: '/orientation/suivi', op: newOp(services) }}
      lignes={lues.slice(0, LIGNES_MAX).map((une) => toLigne(une, visiteur, aujourdhui))}
      reste={Math.max(0, lues.length - LIGNES_MAX)}
      erreurs={erreurs}
      {...(fait === null ? {} : { fait })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function load(tx: Tx, { orgId }: Visiteur, id: string): Promise<OrientationLue> {
  const lue = await readOrientation(tx, orgId, id);
  if (lue === null) throw new ErreurHttp(404);
  return lue;
}

const hasFeuille = ({ cible }: OrientationLue['orientation']): boolean =>
  cible.nature === 'lieu' || cible.nature === 'atelier';

async function show(
  c: Context<AppEnv>,
  refus?: { erreurs: readonly Erreur[]; date: string; heure: string },
): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'lire_orientation');
  const faitId = queryId(c, 'fait');
  const { lue, fait } = await forVisiteur(c, 'orientation.lire', async (tx) => ({
    lue: await load(tx, visiteur, idOf(c)),
    fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
  }));
  return render(
    c,
    <OrientationView
      cadre={makeCadre(c)}
      envoi={{ action: `/orientation/${lue.orientation.id}`, op: newOp(services) }}
      ligne={toLigne(lue, visiteur, civilDate(services.clock(), visiteur.zone))}
      raisons={lue.orientation.raisons}
      expire={dateEnMots(lue.orientation.expireLe)}
      feuille={hasFeuille(lue.orientation)}
      rdv={lue.orientation.rdvLe !== undefined}
      erreurs={refus?.erreurs ?? []}
      valeurs={{ date: refus?.date ?? '', heure: refus?.heure ?? '' }}
      {...(fait === null ? {} : { fait })}
    />,
    refus === undefined ? 200 : 422,
  );
}

const FAITS: Readonly<Record<string, string>> = {
  acceptee: 'La personne dit oui\u00a0: c’est noté.',
  refusee: 'Refus noté. Une autre proposition reste possible.',
  rdv_pris: 'Rendez-vous noté.',
  venue: 'Elle est venue\u00a0: c’est noté.',
  non_venue: 'Elle n’est pas venue\u00a0: c’est noté.',
  expiree: 'Sans nouvelles\u00a0: c’est noté.',
};

interface Pas {
  vers: StatutOrientation;
  motif?: MotifRefusOrientation;
  rdvLe?: string;
}

/** The steps that one button asks for; somebody who came without an appointment passes by it. */
function stepsOf(
  lue: OrientationLue,
  dit: { geste: string; motif: string },
  champs: Champs,
  visiteur: Visiteur,
): Pas[] {
  const statut = lue.orientation.statut;
  const geste = oneOf(
    dit.geste,
    gestesOf(statut).map(({ code }) => code),
  );
  if (geste === null)
    throw new Refus([
      { code: 'transition_interdite', phrase: 'Ce bouton n’existe plus. Rouvrez la page.', path: ['geste'] },
    ]);
  if (geste === 'rdv_pris') {
    const rdvLe = toInstant(field(champs, 'date'), field(champs, 'heure'), visiteur.zone);
    if (rdvLe === null)
      throw new Refus([
        { code: 'rdv_incomplet', phrase: 'Donnez le jour et l’heure du rendez-vous.', path: ['rdvLe'] },
      ]);
    return [{ vers: 'rdv_pris', rdvLe }];
  }
  if (geste === 'refusee') {
    const motif = oneOf(
      dit.motif,
      MOTIFS_REFUS.map(({ code }) => code),
    ) as MotifRefusOrientation | null;
    return [{ vers: 'refusee', ...(motif === null ? {} : { motif }) }];
  }
  const sansRdv = statut === 'acceptee' && (geste === 'venue' || geste === 'non_venue');
  return [...(sansRdv ? [{ vers: 'rdv_pris' as const }] : []), { vers: geste }];
}

async function step(c: Context<AppEnv>, pageId: string | null): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'repondre_orientation');
  const champs = await readForm(c);
  const op = readOp(champs);
  // After the bar: the line of the list, or on the page of one orientation the reason of a refusal.
  const [geste = '', apres = ''] = field(champs, 'geste').split('|');
  const id = pageId ?? apres;
  try {
    await forVisiteur(c, 'orientation.avancer', async (tx, services) => {
      const lue = await load(tx, visiteur, id);
      const { orgId, compteId } = visiteur;
      await once(
        tx,
        { orgId, op, type: 'orientation.avancer', compteId, maintenant: now(services) },
        async () => {
          for (const pas of stepsOf(lue, { geste, motif: apres }, champs, visiteur)) {
            await runAdvance(tx, services, visiteur, id, pas);
          }
          return { fait: FAITS[geste] ?? 'C’est noté.' };
        },
      );
    });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const erreurs = toErreurs(error.motifs, ({ path }) => (path?.includes('rdvLe') === true ? 'date' : ''));
    return pageId === null
      ? list(c, erreurs)
      : show(c, { erreurs, date: field(champs, 'date'), heure: field(champs, 'heure') });
  }
  return c.redirect(`${pageId === null ? '/orientation/suivi' : `/orientation/${id}`}?fait=${op}`, 303);
}

async function sheetOf(
  c: Context<AppEnv>,
  cible: { lieuId: string } | { atelierId: string },
): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'lire_orientation');
  const messages = messagesDe(c);
  const feuille = await forVisiteur(c, 'orientation.feuille', (tx) =>
    readFeuille(tx, visiteur, cible, { textes: textesOf(messages) }),
  );
  if (feuille === null) throw new ErreurHttp(404);
  return render(
    c,
    <FeuilleOrientationView
      cadre={makeCadre(c)}
      messages={messages}
      feuille={feuille}
      retour="/orientation"
    />,
  );
}

async function readFeuille(
  tx: Tx,
  visiteur: Visiteur,
  cible: { lieuId: string } | { atelierId: string },
  o: Parameters<typeof feuilleLieu>[2],
): Promise<Feuille | null> {
  if ('lieuId' in cible) {
    const lieu = await readLieuPublic(tx, visiteur.orgId, cible.lieuId);
    return lieu === null ? null : feuilleLieu(lieu, visiteur, o);
  }
  const un = await readAtelier(tx, visiteur.orgId, cible.atelierId);
  return un === null ? null : feuilleAtelier(tx, un, visiteur, o);
}

async function sheet(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'lire_orientation');
  const messages = messagesDe(c);
  const { lue, feuille } = await forVisiteur(c, 'orientation.feuille', async (tx) => {
    const une = await load(tx, visiteur, idOf(c));
    const { cible, besoin, rdvLe } = une.orientation;
    if (cible.nature !== 'lieu' && cible.nature !== 'atelier') throw new ErreurHttp(404);
    return {
      lue: une,
      feuille: await readFeuille(tx, visiteur, cible, {
        besoin,
        textes: textesOf(messages),
        ...(rdvLe === undefined ? {} : { rdvLe }),
        ...(une.fiche === null ? {} : { numero: une.fiche }),
      }),
    };
  });
  if (feuille === null) throw new ErreurHttp(404);
  return render(
    c,
    <FeuilleOrientationView
      cadre={makeCadre(c)}
      messages={messages}
      feuille={feuille}
      retour={lue.href}
      suite={lue.href}
    />,
  );
}

/** The appointment for a calendar: the place and its phone, nothing about the person. */
async function calendar(c: Context<AppEnv>): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'lire_orientation');
  const ics = await forVisiteur(c, 'orientation.ics', async (tx) => {
    const { orientation: o } = await load(tx, visiteur, idOf(c));
    if (o.rdvLe === undefined) return null;
    const m = messagesDe(c);
    const ctx = {
      maintenant: now(services),
      mots: {
        titre: (lieu: string) => m.dit('agenda.rendez-vous', { lieu }),
        telephone: (numero: string) => m.dit('venir.telephone', { numero }),
      },
    };
    if (o.cible.nature === 'atelier') {
      const un = await readAtelier(tx, visiteur.orgId, o.cible.atelierId);
      return un === null ? null : toIcsAtelier(un, { id: o.id, rdvLe: o.rdvLe }, ctx);
    }
    const lieu = o.cible.nature === 'lieu' ? await readLieuPublic(tx, visiteur.orgId, o.cible.lieuId) : null;
    return lieu === null ? null : toIcalendar({ id: o.id, rdvLe: o.rdvLe, lieu }, ctx);
  });
  if (ics === null) throw new ErreurHttp(404);
  c.header('Content-Type', 'text/calendar; charset=utf-8');
  c.header('Content-Disposition', 'attachment; filename="rendez-vous.ics"');
  return c.body(ics);
}
