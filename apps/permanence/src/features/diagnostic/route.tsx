import { toStatistique } from '@porte-plume/diagnostic';
import { and, desc, eq, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { once } from '../../db/operation.ts';
import { diagnostic, intervention } from '../../db/schema.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { createId } from '../../domain/identifiant.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import {
  answer,
  bilanOf,
  choixOf,
  DEBUT,
  ENTRETIEN,
  EntretienSchema,
  itemOf,
  observe,
  phrasesOf,
  propositionsOf,
  stepOf,
  type Entretien,
} from './entretien.ts';
import {
  DiagnosticAccueilView,
  DiagnosticMontrerView,
  DiagnosticQuestionView,
  DiagnosticResultatView,
} from './view.tsx';

const EDITION = 'INSEE, illectronisme, édition 2021';

/** Three questions after an intervention: one a page, no mark, stop when you want. */
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
  entretien: Entretien | null;
}

async function load(c: Context<AppEnv>): Promise<Charge> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const id = idOf(c);
  const entretien = await forVisiteur(c, 'diagnostic.lire', async (tx, services, visiteur) => {
    const [row] = await tx
      .select({ id: intervention.id })
      .from(intervention)
      .where(and(eq(intervention.orgId, visiteur.orgId), eq(intervention.id, id)));
    if (row === undefined) throw new ErreurHttp(404);
    return readBrouillon(tx, services, visiteur, { id, nature: ENTRETIEN, schema: EntretienSchema });
  });
  return { id, entretien };
}

function show(c: Context<AppEnv>, { id, entretien }: Charge): Response {
  const cadre = makeCadre(c);
  const envoi = (caches?: Record<string, string>) => ({
    action: `/diagnostic/${id}`,
    op: newOp(c.var.services),
    ...(caches === undefined ? {} : { caches }),
  });
  if (entretien === null)
    return render(c, <DiagnosticAccueilView cadre={cadre} envoi={envoi()} retour="/" />);
  const step = stepOf(entretien);
  if (step?.kind === 'ask') {
    const item = itemOf(step.item);
    const texte = item.i18n.fr;
    const choix = choixOf(item);
    return render(
      c,
      <DiagnosticQuestionView
        cadre={cadre}
        envoi={envoi({ item: step.item })}
        rang={new Set(entretien.reponses.map(({ item: code }) => code)).size + 1}
        question={texte?.text ?? step.item}
        {...(texte?.aide === undefined ? {} : { aide: texte.aide })}
        {...(choix === undefined ? {} : { choix })}
      />,
    );
  }
  if (step?.kind === 'show') {
    return render(
      c,
      <DiagnosticMontrerView
        cadre={cadre}
        envoi={envoi({ item: step.item })}
        tache={step.tache.i18n.fr?.consigne ?? ''}
      />,
    );
  }
  const bilan = bilanOf(entretien);
  return render(
    c,
    <DiagnosticResultatView
      cadre={cadre}
      envoi={envoi()}
      retour="/"
      phrases={phrasesOf(bilan)}
      traces={bilan.trace.map(({ phrase }) => phrase)}
      edition={EDITION}
      certain={bilan.illectronisme !== null}
      propositions={propositionsOf(bilan)}
      suite={!entretien.complet && bilan.illectronisme === null}
    />,
  );
}

async function advance(c: Context<AppEnv>): Promise<Response> {
  const champs = await readForm(c);
  const op = readOp(champs);
  const { id, entretien } = await load(c);
  if (field(champs, 'etape') === 'noter' && entretien !== null) return record(c, id, entretien, op);
  const suite = changed(entretien, champs, now(c.var.services));
  if (suite !== null) {
    await forVisiteur(c, 'diagnostic.garder', (tx, services, visiteur) =>
      keepBrouillon(tx, services, visiteur, { id, nature: ENTRETIEN, contenu: suite }),
    );
  }
  return c.redirect(`/diagnostic/${id}`, 303);
}

/** The interview after a button, or null when the page was an old one: the current question is then shown again. */
function changed(entretien: Entretien | null, champs: Champs, le: string): Entretien | null {
  const etape = field(champs, 'etape');
  if (etape === 'commencer' && entretien === null) return DEBUT;
  if (entretien === null) return null;
  if (etape === 'arreter') return { ...entretien, arrete: true };
  if (etape === 'continuer') return { ...entretien, arrete: false, complet: true };
  const step = stepOf(entretien);
  const item = field(champs, 'item');
  if (step === null || step.kind === 'stop' || step.item !== item) return null;
  const valeur = field(champs, 'valeur');
  return step.kind === 'ask' ? answer(entretien, item, valeur, le) : observe(entretien, item, valeur, le);
}

/** Keeps level and edition with the intervention; the answers go. */
async function record(c: Context<AppEnv>, id: string, entretien: Entretien, op: string): Promise<Response> {
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
        await tx.insert(diagnostic).values({
          orgId: visiteur.orgId,
          id: createId(services.clock().getTime(), services.alea),
          interventionId: id,
          faitLe: now(services),
          donnees: toStatistique(bilanOf(entretien)),
        });
        await dropBrouillon(tx, visiteur, id);
        return { fait: 'Résultat gardé avec la fiche. Les réponses sont effacées.' };
      },
    ),
  );
  return c.redirect(`/?fait=${op}`, 303);
}
