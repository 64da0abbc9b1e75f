import {
  createOrientation,
  type CibleOrientation,
  type DemandeAtelier,
  type MotifRefusOrientation,
} from '@porte-plume/accompagnement/orientation';
import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche } from '@porte-plume/demarches';
import { and, desc, eq, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { intervention } from '../../db/schema.ts';
import { listAVenir, readAtelier, takeFiche, toAnnonce } from '../../domain/ateliers.ts';
import { listOfEntree } from '../../domain/diagnostics.ts';
import { createId, isId } from '../../domain/identifiant.ts';
import { foldCommune, readLieuxConnus, type LieuxConnus } from '../../domain/lieux-publics.ts';
import { insertOrientation, runAdvance } from '../../domain/orientations.ts';
import { findSeanceOuverte } from '../../domain/seances.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, filled, oneOf, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { localTime, toInstant } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { heureEnMots } from '../../ui/date.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { readValeurs, toDemandeOf, toPaires, type Valeurs } from './demande.ts';
import { besoinEnMots, MOTIFS_REFUS } from './listes.ts';
import { direAtelier, direLieu, find, type Trouve } from './modele.ts';
import { prefillOf } from './prefill.ts';
import { answerAilleurs } from './route-ailleurs.ts';
import { suiviRoutes } from './route-suivi.tsx';
import { RechercheView, type EntreeDite } from './vue-recherche.tsx';
import { ResultatsView } from './vue-resultats.tsx';

/** Orientation: search, the person's answer, the sheet; then what became of it ({@link suiviRoutes}). */
export function orientationRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  // Coordination counts and announces; whom to send where is between the writer and the person.
  app.get('/orientation', (c) =>
    !may(c.var.visiteur, 'lire_orientation') && may(c.var.visiteur, 'compter_orientations')
      ? c.redirect('/ateliers', 303)
      : ask(c),
  );
  app.post('/orientation', answer);
  app.post('/orientation/ailleurs', (c) =>
    answerAilleurs(
      c,
      async (tx, id) =>
        (await readEntree(tx, c.var.services, c.var.visiteur, isId(id) ? id : null))?.id ?? null,
      (champs, motifs) =>
        ask(c, {
          valeurs: readValeurs(champs),
          erreurs: toErreurs(motifs, ({ path }) => String(path?.[0] ?? '')),
          entreeId: isId(field(champs, 'entree')) ? field(champs, 'entree') : null,
          ailleurs: { nature: '', ...filled(champs, 'nature', 'organisme', 'besoinAilleurs') },
        }),
    ),
  );
  app.route('/', suiviRoutes());
  return app;
}

/** Near misses of a page, places and workshops together. */
const PRESQUE = 3;

interface Contexte {
  connus: LieuxConnus;
  entree: EntreeDite | null;
  /** Folded commune of the open séance, or of the last one. */
  commune: string;
  valeurs: Partial<Valeurs>;
  propositions: string[];
}

async function readContexte(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  entreeId: string | null,
): Promise<Contexte> {
  const connus = await readLieuxConnus(tx, visiteur.orgId);
  const entree = await readEntree(tx, services, visiteur, entreeId);
  const seance = await findSeanceOuverte(tx, services, visiteur);
  const gardes = entree === null ? [] : await listOfEntree(tx, visiteur.orgId, entree.id);
  return { connus, entree, commune: foldCommune(seance?.commune ?? ''), ...prefillOf(gardes) };
}

/** The entry named by the page, else the last one of the day by this account: the person is still at the desk. */
async function readEntree(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  id: string | null,
): Promise<EntreeDite | null> {
  const deSaPage = id === null ? eq(intervention.agentId, visiteur.compteId) : eq(intervention.id, id);
  const duJour = eq(intervention.date, civilDate(services.clock(), visiteur.zone));
  const [row] = await tx
    .select({ id: intervention.id, donnees: intervention.donnees })
    .from(intervention)
    .where(and(eq(intervention.orgId, visiteur.orgId), deSaPage, id === null ? duJour : undefined))
    .orderBy(desc(sql`${intervention.donnees}->>'creeLe'`))
    .limit(1);
  if (row === undefined) return null;
  const { creeLe, actes } = row.donnees as {
    creeLe: string;
    actes: { objet: { demarcheId?: string; theme?: string } }[];
  };
  const objet = actes[0]?.objet ?? {};
  const quoi =
    objet.demarcheId === undefined
      ? getLibelle('theme', objet.theme ?? '')
      : (getDemarche(objet.demarcheId)?.nom ?? objet.demarcheId);
  const heure = heureEnMots(localTime(creeLe, visiteur.zone));
  return { id: row.id, libelle: `la fiche de ${heure}\u00a0: ${quoi}` };
}

const communesOf = ({ communes }: LieuxConnus): Choix[] => {
  const tri = new Intl.Collator('fr');
  return [...communes.values()]
    .map(({ code, nom }) => ({ code, libelle: nom }))
    .sort((a, b) => tri.compare(a.libelle, b.libelle));
};

async function ask(
  c: Context<AppEnv>,
  refus?: {
    valeurs: Valeurs;
    erreurs: readonly Erreur[];
    entreeId: string | null;
    ailleurs?: Readonly<Record<string, string>>;
  },
): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'lire_orientation');
  const contexte = await forVisiteur(c, 'orientation.preparer', (tx) =>
    readContexte(tx, services, visiteur, refus?.entreeId ?? queryId(c, 'entree')),
  );
  const { entree, connus } = contexte;
  const defauts = {
    commune: connus.communes.has(contexte.commune) ? contexte.commune : '',
    deplacement: 'transport',
    ...contexte.valeurs,
  };
  return render(
    c,
    <RechercheView
      cadre={makeCadre(c)}
      envoi={{
        action: '/orientation',
        op: newOp(services),
        ...(entree === null ? {} : { caches: { entree: entree.id } }),
      }}
      valeurs={refus === undefined || refus.ailleurs !== undefined ? defauts : refus.valeurs}
      communes={communesOf(connus)}
      {...(entree === null ? {} : { entree })}
      {...(refus === undefined ? { propositions: contexte.propositions } : {})}
      erreurs={refus?.erreurs ?? []}
      lieux={may(visiteur, 'gerer_lieux')}
      ailleurs={refus?.ailleurs ?? {}}
    />,
    refus === undefined || refus.erreurs.length === 0 ? 200 : 422,
  );
}

interface Cherche {
  valeurs: Valeurs;
  demande: DemandeAtelier;
  trouve: Trouve;
  depart: string;
}

/** Searches, and records the answer of the person when one button says it. */
async function answer(c: Context<AppEnv>): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'repondre_orientation');
  const champs = await readForm(c);
  const op = readOp(champs);
  const valeurs = readValeurs(champs);
  const entreeId = isId(field(champs, 'entree')) ? field(champs, 'entree') : null;
  if (field(champs, 'etape') === 'changer') return ask(c, { valeurs, erreurs: [], entreeId });
  try {
    const suite = await forVisiteur(c, 'orientation.chercher', async (tx) => {
      const { connus, entree } = await readContexte(tx, services, visiteur, entreeId);
      const lue = toDemandeOf(valeurs, connus.communes);
      if ('erreurs' in lue) return lue;
      const le = civilDate(services.clock(), visiteur.zone);
      const annonces = (await listAVenir(tx, visiteur.orgId, le)).map((un) => toAnnonce(un, connus));
      const cherche: Cherche = {
        valeurs,
        demande: lue.demande,
        trouve: find(connus, annonces, lue.demande, le),
        depart: connus.communes.get(valeurs.commune)?.nom ?? '',
      };
      const dit =
        field(champs, 'choix') === ''
          ? null
          : await keep(tx, services, visiteur, cherche, champs, entree, op);
      return { cherche, entree: entreeId === null ? null : entree, dit };
    });
    if ('erreurs' in suite) return await ask(c, { valeurs, erreurs: suite.erreurs, entreeId });
    if (suite.dit?.nature === 'oui') return c.redirect(`/orientation/${suite.dit.id}/feuille`, 303);
    return show(
      c,
      suite.cherche,
      suite.entree,
      suite.dit === null ? {} : { fait: 'Refus noté. Proposez autre chose.', exclu: suite.dit.cle },
    );
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return ask(c, { valeurs, entreeId, erreurs: toErreurs(error.motifs, () => '') });
  }
}

type Dit = { nature: 'oui'; id: string } | { nature: 'non'; id: string; cle: string };

/** Keeps one answer: proposed, then what the person said, through `advance` only. */
async function keep(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { demande, trouve }: Cherche,
  champs: Champs,
  entree: EntreeDite | null,
  op: string,
): Promise<Dit> {
  const [reponse = '', cle = '', motif = ''] = field(champs, 'choix').split('|');
  if (entree === null)
    throw new Refus([{ code: 'sans_fiche', phrase: 'Enregistrez d’abord la fiche de la personne.' }]);
  const lieu = [...trouve.lieux, ...trouve.presqueLieux].find(({ lieuId }) => cle === `lieu:${lieuId}`);
  const atelier = [...trouve.ateliers, ...trouve.presqueAteliers].find(
    ({ atelierId }) => cle === `atelier:${atelierId}`,
  );
  const raisons = lieu?.raisons ?? atelier?.raisons;
  if (raisons === undefined || !['oui', 'non'].includes(reponse))
    throw new Refus([{ code: 'choix_perime', phrase: 'Ce choix n’existe plus. Cherchez de nouveau.' }]);
  const { orgId, compteId } = visiteur;
  const maintenant = now(services);
  const { reponse: dit } = await once(
    tx,
    { orgId, op, type: 'orientation.repondre', compteId, maintenant },
    async (): Promise<Dit> => {
      const id = createId(services.clock().getTime(), services.alea);
      const cible: CibleOrientation =
        lieu === undefined
          ? { nature: 'atelier', atelierId: atelier?.atelierId ?? '' }
          : { nature: 'lieu', lieuId: lieu.lieuId };
      const besoin =
        demande.besoins.find((un) => lieu?.lieu.services.includes(un)) ??
        demande.besoins[0] ??
        'Aide aux démarches administratives';
      const orientation = createOrientation(
        { id, interventionId: entree.id, cible, besoin, raisons, canal: 'remis_papier' },
        { maintenant, zone: visiteur.zone },
      );
      const fiche =
        reponse === 'oui' && cible.nature === 'atelier' ? await takeFiche(tx, orgId, cible.atelierId) : null;
      await insertOrientation(tx, orgId, orientation, { fiche, modifieLe: maintenant });
      if (reponse === 'non') {
        const dite = oneOf(
          motif,
          MOTIFS_REFUS.map(({ code }) => code),
        ) as MotifRefusOrientation | null;
        await runAdvance(tx, services, visiteur, id, {
          vers: 'refusee',
          ...(dite === null ? {} : { motif: dite }),
        });
        return { nature: 'non', id, cle };
      }
      await runAdvance(tx, services, visiteur, id, { vers: 'acceptee' });
      if (cible.nature === 'atelier') {
        const un = await readAtelier(tx, orgId, cible.atelierId);
        const rdvLe = un === null ? null : toInstant(un.date, un.debut, visiteur.zone);
        await runAdvance(tx, services, visiteur, id, {
          vers: 'rdv_pris',
          ...(rdvLe === null ? {} : { rdvLe }),
        });
      }
      return { nature: 'oui', id };
    },
  );
  return dit;
}

function show(
  c: Context<AppEnv>,
  { valeurs, demande, trouve, depart }: Cherche,
  entree: EntreeDite | null,
  dit: { fait?: string; exclu?: string },
): Response {
  const garde = (cle: string): boolean => cle !== dit.exclu;
  const presque = [...trouve.presqueLieux.map(direLieu), ...trouve.presqueAteliers.map(direAtelier)];
  return render(
    c,
    <ResultatsView
      cadre={makeCadre(c)}
      envoi={{
        action: '/orientation',
        op: newOp(c.var.services),
        ...(entree === null ? {} : { caches: { entree: entree.id } }),
      }}
      paires={toPaires(valeurs)}
      besoins={demande.besoins.map(besoinEnMots).join(', ')}
      depart={depart}
      lieux={trouve.lieux.map(direLieu).filter(({ cle }) => garde(cle))}
      ateliers={trouve.ateliers.map(direAtelier).filter(({ cle }) => garde(cle))}
      presque={presque.filter(({ cle }) => garde(cle)).slice(0, PRESQUE)}
      garde={entree !== null}
      {...(dit.fait === undefined ? {} : { fait: dit.fait })}
    />,
  );
}
