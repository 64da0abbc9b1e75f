import { parseQr } from '@porte-plume/diagnostic/qr';
import { and, desc, eq, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once } from '../../db/operation.ts';
import { intervention } from '../../db/schema.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import {
  keepDiagnostic,
  listOfEntree,
  listOfPersonne,
  readEntree,
  type DiagnosticGarde,
  type Entree,
} from '../../domain/diagnostics.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Envoi, Erreur } from '../../ui/form.tsx';
import { valeursOf, raisonsOf } from './apart.ts';
import { advanced } from './avancer.ts';
import {
  DEBUT,
  ecranOf,
  ENTRETIEN,
  entretienOf,
  EntretienSchema,
  itemOf,
  lastOf,
  type Entretien,
} from './entretien.ts';
import { direGarde, proposeFor, readSuites, resultatOf, statistiqueOf, toDossier } from './resultat.ts';
import {
  DiagnosticAccueilView,
  DiagnosticFreinsView,
  DiagnosticHistoireView,
  DiagnosticMontrerView,
  DiagnosticPlusView,
  DiagnosticQuestionView,
  DiagnosticRessentiView,
  DiagnosticResultatView,
} from './view.tsx';

/** Diagnostics shown in full; the dates of the others follow. */
const MONTRES = 2;
const RETOUR = '/';

/** The interview after an entry: one question a page, no mark, stop when you want. */
export function diagnosticRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/diagnostic', async (c) => {
    demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
    const id = await findDerniere(c);
    if (id === null)
      throw new ErreurHttp(
        409,
        'Les trois questions suivent une fiche. Enregistrez d’abord la fiche de la personne.',
      );
    return c.redirect(`/diagnostic/${id}`, 303);
  });
  app.get('/diagnostic/:id', async (c) => show(c, await load(c)));
  app.post('/diagnostic/:id', advance);
  return app;
}

/** The last intervention that this account recorded today: the person is still at the desk. */
async function findDerniere(c: Context<AppEnv>): Promise<string | null> {
  return forVisiteur(c, 'diagnostic.derniere', async (tx, services, visiteur) => {
    const [row] = await tx
      .select({ id: intervention.id })
      .from(intervention)
      .where(
        and(
          eq(intervention.orgId, visiteur.orgId),
          eq(intervention.agentId, visiteur.compteId),
          eq(intervention.date, civilDate(services.clock(), visiteur.zone)),
        ),
      )
      .orderBy(desc(sql`${intervention.donnees}->>'creeLe'`))
      .limit(1);
    return row?.id ?? null;
  });
}

interface Charge {
  id: string;
  entree: Entree;
  entretien: Entretien | null;
  /** Kept diagnostics, oldest first: those of the person, or of this entry alone when nobody is followed. */
  gardes: readonly DiagnosticGarde[];
  /** Some were kept with this very entry. */
  fini: boolean;
  fait: string | null;
}

async function load(c: Context<AppEnv>): Promise<Charge> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const id = idOf(c);
  const faitId = queryId(c, 'fait');
  return forVisiteur(c, 'diagnostic.lire', async (tx, services, visiteur) => {
    const entree = await readEntree(tx, visiteur.orgId, id);
    if (entree === null) throw new ErreurHttp(404);
    const entretien = await readBrouillon(tx, services, visiteur, {
      id,
      nature: ENTRETIEN,
      schema: EntretienSchema,
    });
    return {
      id,
      entree,
      entretien,
      ...(await readGardes(tx, services, visiteur, id, entree, entretien)),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
}

/** The past is read where a screen shows it: the offer, the result, and what was kept; never at each question. */
async function readGardes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  id: string,
  entree: Entree,
  entretien: Entretien | null,
): Promise<Pick<Charge, 'gardes' | 'fini'>> {
  if (entretien !== null && ecranOf(entretien).nature !== 'resultat') return { gardes: [], fini: false };
  const sienne = await listOfEntree(tx, visiteur.orgId, id);
  const fini = sienne.length > 0;
  if (entree.personneId === null) return { gardes: sienne, fini };
  demand(visiteur, 'lire_dossier', { agentId: entree.agentId });
  const gardes = await listOfPersonne(tx, services, visiteur, entree.personneId);
  // Once the person was erased only the lines are left.
  return { gardes: gardes.length > 0 ? gardes : sienne, fini };
}

function show(
  c: Context<AppEnv>,
  charge: Charge,
  refus?: { code: string; erreurs: readonly Erreur[] },
): Response {
  const cadre = makeCadre(c);
  const { id, entretien, gardes } = charge;
  const { zone } = c.var.visiteur;
  const dateOf = (instant: string) => dateEnMots(civilDate(new Date(instant), zone));
  const envoi = (caches?: Record<string, string>): Envoi => ({
    action: `/diagnostic/${id}`,
    op: newOp(c.var.services),
    ...(caches === undefined ? {} : { caches }),
  });
  const derniere = gardes.at(-1);
  if (entretien === null) {
    if (charge.fini && refus === undefined) return render(c, <Histoire />);
    return render(
      c,
      <DiagnosticAccueilView
        cadre={cadre}
        envoi={envoi()}
        retour={RETOUR}
        {...(derniere === undefined ? {} : { derniere: dateOf(derniere.faitLe) })}
        {...refus}
      />,
      refus === undefined ? 200 : 422,
    );
  }
  const ecran = ecranOf(entretien);
  switch (ecran.nature) {
    case 'question': {
      const { i18n, choices } = itemOf(ecran.item);
      const texte = i18n.fr;
      const rang = entretien.complet ? `${ecran.posees + 1}` : `${ecran.posees + 1} sur 3`;
      return render(
        c,
        <DiagnosticQuestionView
          cadre={cadre}
          envoi={envoi({ item: ecran.item })}
          surtitre={ecran.reprise ? 'Réponse à revoir' : `Question ${rang}`}
          question={texte?.text ?? ecran.item}
          {...(texte?.aide === undefined ? {} : { aide: texte.aide })}
          {...(choices === undefined
            ? {}
            : { choix: Object.entries(choices).map(([code, libelle]) => ({ code, libelle })) })}
          parole={entretien.parole}
          voix={ecran.item}
          precedente={!ecran.reprise && lastOf(entretien) !== null}
        />,
      );
    }
    case 'montrer':
      return render(
        c,
        <DiagnosticMontrerView cadre={cadre} envoi={envoi({ item: ecran.item })} tache={ecran.tache} />,
      );
    case 'plus':
      return render(c, <DiagnosticPlusView cadre={cadre} envoi={envoi()} reste={ecran.reste} />);
    case 'ressenti':
      return render(c, <DiagnosticRessentiView cadre={cadre} envoi={envoi()} valeurs={entretien.ressenti} />);
    case 'freins':
      return render(c, <DiagnosticFreinsView cadre={cadre} envoi={envoi()} valeurs={freinsOf(entretien)} />);
    case 'resultat': {
      const avant =
        derniere?.dossier == null ? null : { date: dateOf(derniere.faitLe), dossier: derniere.dossier };
      return render(
        c,
        <DiagnosticResultatView
          cadre={cadre}
          envoi={envoi()}
          {...resultatOf(entretien, charge.entree, avant)}
        />,
      );
    }
  }

  function Histoire() {
    const dits = gardes.map((un, rang) => direGarde(un, gardes[rang - 1], dateOf));
    return (
      <DiagnosticHistoireView
        cadre={cadre}
        envoi={envoi()}
        retour={RETOUR}
        diagnostics={dits.slice(-MONTRES).reverse()}
        anciens={dits.slice(0, -MONTRES).map(({ date }) => date)}
        {...(may(c.var.visiteur, 'lire_orientation') && hasAccord(gardes)
          ? { orientation: `/orientation?entree=${id}` }
          : {})}
        {...(charge.fait === null ? {} : { fait: charge.fait })}
      />
    );
  }
}

/** The person agreed to something the last time: it may be looked for now. */
const hasAccord = (gardes: readonly DiagnosticGarde[]): boolean =>
  gardes.at(-1)?.suites.some(({ accueil }) => accueil === 'confirmee' || accueil === 'ajoutee') === true;

function freinsOf({ freins }: Entretien) {
  return {
    frein: raisonsOf(freins),
    equipement: valeursOf(freins, 'equipement'),
    connexion: valeursOf(freins, 'connexion'),
    lecture: valeursOf(freins, 'lecture'),
    'besoin-fonctionnel': valeursOf(freins, 'besoin-fonctionnel'),
  };
}

async function advance(c: Context<AppEnv>): Promise<Response> {
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await load(c);
  const { id, entretien } = charge;
  const etape = field(champs, 'etape');
  if (entretien !== null && etape === 'noter') return record(c, charge, champs, op);
  if (etape === 'oublier') {
    await forVisiteur(c, 'diagnostic.oublier', (tx, _services, visiteur) => dropBrouillon(tx, visiteur, id));
    return c.redirect(RETOUR, 303);
  }
  if (entretien === null && etape === 'importer') {
    const code = field(champs, 'code');
    const lu = parseQr(code);
    if (!lu.ok) return show(c, charge, { code, erreurs: toErreurs(lu.motifs, () => 'code') });
    return keep(c, id, entretienOf(lu.value));
  }
  if (entretien === null) return etape === 'commencer' ? keep(c, id, DEBUT) : back(c, id);
  const suite = advanced(entretien, champs, now(c.var.services));
  // A page that is no longer current changes nothing: the current question is shown again.
  return suite === null ? back(c, id) : keep(c, id, suite);
}

const back = (c: Context<AppEnv>, id: string): Response => c.redirect(`/diagnostic/${id}`, 303);

async function keep(c: Context<AppEnv>, id: string, contenu: Entretien): Promise<Response> {
  await forVisiteur(c, 'diagnostic.garder', (tx, services, visiteur) =>
    keepBrouillon(tx, services, visiteur, { id, nature: ENTRETIEN, contenu }),
  );
  return back(c, id);
}

/** Keeps the result with the entry, and the answers with the person where somebody is followed. */
async function record(
  c: Context<AppEnv>,
  { id, entree, entretien }: Charge,
  champs: Champs,
  op: string,
): Promise<Response> {
  if (entretien === null) throw new ErreurHttp(404);
  await forVisiteur(c, 'diagnostic.noter', (tx, services, visiteur) =>
    once(
      tx,
      {
        orgId: visiteur.orgId,
        op,
        type: 'diagnostic.noter',
        compteId: visiteur.compteId,
        maintenant: now(services),
      },
      async () => {
        const gardees = await keepDiagnostic(tx, services, visiteur, {
          interventionId: id,
          personneId: entree.personneId,
          statistique: statistiqueOf(entretien),
          suites: readSuites(champs, proposeFor(entretien, entree)),
          dossier: toDossier(entretien),
        });
        await dropBrouillon(tx, visiteur, id);
        return {
          fait: gardees
            ? 'Résultat gardé. Les réponses restent dans le dossier de la personne, scellées.'
            : 'Résultat gardé avec la fiche. Les réponses sont effacées.',
        };
      },
    ),
  );
  return c.redirect(`/diagnostic/${id}?fait=${op}`, 303);
}
