import { Hono, type Context } from 'hono';
import { eq, and } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { personne } from '../../db/schema.ts';
import { keepBrouillon } from '../../domain/brouillons.ts';
import { createId, isId } from '../../domain/identifiant.ts';
import { findSeanceOuverte } from '../../domain/seances.ts';
import { closeSuivi, recordGeste, type Fil } from '../../domain/suivis.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, oneOf, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { addDays } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { FICHE, type Fiche } from '../accueil/fiche.ts';
import { findMonFil, LIGNES, listLieux, readListe, type Filtre } from './modele.ts';
import { champDuReport, RelancesView } from './view.tsx';

/** Relances: the due list of the structure, and the gestes that move a thread on. */
export function relancesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/relances', (c) => show(c));
  app.post('/relances', act);
  app.post('/relances/accueillir', receive);
  return app;
}

function readFiltre(c: Context<AppEnv>): Filtre {
  const rang = Number(c.req.query('rang') ?? '0');
  const lieuId = c.req.query('lieu') ?? '';
  return {
    // Who writes no intervention has no list of their own.
    equipe: c.req.query('equipe') === 'oui' || !hasOwnList(c.var.visiteur),
    lieuId: lieuId === '' ? null : lieuId,
    rang: Number.isInteger(rang) && rang > 0 ? rang : 0,
  };
}

function hasOwnList(visiteur: Visiteur): boolean {
  return may(visiteur, 'lire_dossier', { agentId: visiteur.compteId });
}

function addressOf({ equipe, lieuId, rang }: Filtre, plus: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    ...(equipe ? { equipe: 'oui' } : {}),
    ...(lieuId === null ? {} : { lieu: lieuId }),
    ...(rang > 0 ? { rang: String(rang) } : {}),
    ...plus,
  }).toString();
  return query === '' ? '/relances' : `/relances?${query}`;
}

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_relances', { agentId: visiteur.compteId });
  const demande = readFiltre(c);
  const lue = await forVisiteur(c, 'relances.lire', async (tx) => {
    const lieux = await listLieux(tx, visiteur);
    // A lieu that is not of the structure narrows nothing.
    const connu = lieux.some(({ code }) => code === demande.lieuId);
    const filtre = connu ? demande : { ...demande, lieuId: null };
    const faitId = queryId(c, 'fait');
    return {
      lieux,
      filtre,
      ...(await readListe(tx, services, visiteur, filtre)),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
  const { filtre, lieux, sections, total, fait } = lue;
  const apres = filtre.rang + LIGNES;
  return render(
    c,
    <RelancesView
      cadre={makeCadre(c)}
      op={() => newOp(services)}
      action={addressOf(filtre)}
      sections={sections}
      filtre={filtre}
      perso={hasOwnList(visiteur)}
      lieux={lieux}
      jour={civilDate(services.clock(), visiteur.zone)}
      pages={{
        ...(filtre.rang > 0
          ? { avant: addressOf({ ...filtre, rang: Math.max(0, filtre.rang - LIGNES) }) }
          : {}),
        ...(apres < total ? { apres: addressOf({ ...filtre, rang: apres }) } : {}),
      }}
      erreurs={erreurs}
      {...(fait === null ? {} : { fait })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

const REPORTS = { semaine: 7, quinzaine: 14, mois: 30 } as const;
const GESTES = [
  'faite',
  'obtenu',
  'refuse',
  'abandonne',
  'inconnu',
  'rouvrir',
  'semaine',
  'quinzaine',
  'mois',
  'date',
] as const;
type Geste = (typeof GESTES)[number];

const PHRASES: Readonly<Record<Geste, string>> = {
  faite: 'C’est fait.',
  obtenu: 'Clos\u00a0: la personne a obtenu.',
  refuse: 'Clos\u00a0: c’est refusé.',
  abandonne: 'Clos\u00a0: la personne a abandonné.',
  inconnu: 'Clos\u00a0: sans nouvelles.',
  rouvrir: 'Rouvert.',
  semaine: 'Reporté d’une semaine.',
  quinzaine: 'Reporté de deux semaines.',
  mois: 'Reporté d’un mois.',
  date: 'Reporté.',
};

async function act(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'lire_dossier', { agentId: visiteur.compteId });
  const champs = await readForm(c);
  const op = readOp(champs);
  const suiviId = field(champs, 'suivi');
  const geste = oneOf(field(champs, 'geste'), GESTES);
  if (!isId(suiviId)) throw new ErreurHttp(404);
  if (geste === null) return show(c, [{ champ: '', phrase: 'Ce bouton n’existe plus. Rouvrez la page.' }]);
  try {
    await forVisiteur(c, 'relances.geste', async (tx, services) => {
      const fil = await findMonFil(tx, visiteur, suiviId);
      if (fil === null) throw new ErreurHttp(404);
      const { orgId, compteId } = visiteur;
      const commande = { orgId, op, type: 'relances.geste', compteId, maintenant: now(services) };
      await once(tx, commande, async () => {
        await move(tx, services, visiteur, fil, geste, {
          relanceId: field(champs, 'relance'),
          le: field(champs, 'le'),
        });
        return { fait: PHRASES[geste] };
      });
    });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const champ = champDuReport(field(champs, 'relance') || suiviId);
    return show(
      c,
      toErreurs(error.motifs, ({ path }) => (path?.includes('le') === true ? champ : '')),
    );
  }
  return c.redirect(addressOf(readFiltre(c), { fait: op }), 303);
}

async function move(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  fil: Fil,
  geste: Geste,
  { relanceId, le }: { relanceId: string; le: string },
): Promise<void> {
  const record = (voulu: Parameters<typeof recordGeste>[4]) =>
    recordGeste(tx, services, visiteur, fil, voulu);
  switch (geste) {
    case 'faite':
      await record({ type: 'RelanceTraitee', donnees: { relanceId, etat: 'faite' } });
      return;
    case 'rouvrir':
      await record({ type: 'SuiviRouvert', donnees: {} });
      return;
    case 'semaine':
    case 'quinzaine':
    case 'mois':
    case 'date': {
      const jour = civilDate(services.clock(), visiteur.zone);
      const vers = geste === 'date' ? le : addDays(jour, REPORTS[geste]);
      await record(
        relanceId === ''
          ? { type: 'RelancePrevue', donnees: { relance: await planned(tx, services, visiteur, fil, vers) } }
          : { type: 'RelanceReportee', donnees: { relanceId, le: vers } },
      );
      return;
    }
    default:
      await closeSuivi(tx, services, visiteur, fil, geste);
  }
}

/** A next step for a thread that had none: at the lieu where it was last followed. */
async function planned(tx: Tx, services: Services, visiteur: Visiteur, fil: Fil, le: string) {
  const lieux = await listLieux(tx, visiteur);
  const lieuId =
    fil.suivi.relances.at(-1)?.lieuId ??
    (await findSeanceOuverte(tx, services, visiteur))?.lieuId ??
    lieux[0]?.code ??
    '';
  return {
    id: createId(services.clock().getTime(), services.alea),
    le,
    nature: 'rappel_personne' as const,
    lieuId,
    etat: 'a_faire' as const,
  };
}

const PAS_OUVERTE = 'Ouvrez d’abord votre permanence, dans «\u00a0Ma journée\u00a0».';

/** Opens the quick entry for the person of a thread: an opaque id leads to it, never a name. */
async function receive(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const suiviId = field(champs, 'suivi');
  if (!isId(suiviId)) throw new ErreurHttp(404);
  const ouverte = await forVisiteur(c, 'relances.accueillir', async (tx, services) => {
    const fil = await findMonFil(tx, visiteur, suiviId);
    const personneId = fil?.personneId ?? null;
    if (fil === null || personneId === null) throw new ErreurHttp(404);
    const [suivie] = await tx
      .select({ id: personne.id, pseudonyme: personne.pseudonyme })
      .from(personne)
      .where(and(eq(personne.orgId, visiteur.orgId), eq(personne.id, personneId)));
    if (suivie === undefined) throw new ErreurHttp(404);
    if ((await findSeanceOuverte(tx, services, visiteur)) === null) return false;
    const contenu: Fiche = { valeurs: { demarche: fil.suivi.demarcheId }, personne: suivie };
    await keepBrouillon(tx, services, visiteur, { id: op, nature: FICHE, contenu });
    return true;
  });
  if (!ouverte) return show(c, [{ champ: '', phrase: PAS_OUVERTE }]);
  return c.redirect(`/accueil?fiche=${op}`, 303);
}
