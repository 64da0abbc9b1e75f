import { Hono, type Context } from 'hono';
import { Refus, type MotifRefus } from '../../db/operation.ts';
import { recordAvis } from '../../domain/avis.ts';
import { findSeanceOuverte } from '../../domain/seances.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { readFait } from '../../server/fait.ts';
import { field, oneOf, readForm, toErreurs, type Champs } from '../../server/formulaire.ts';
import { messagesDe, messagesIn } from '../../server/langue.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { AvisView } from './view.tsx';

/** The five faces: the screen is turned to the person, who answers in one tap, or not at all. */
export function avisRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/avis', (c) => show(c));
  app.post('/avis', answer);
  return app;
}

/** The place and the day of an answer come from the séance. */
const FERMEE: MotifRefus = { code: 'seance_introuvable', phrase: 'Ouvrez d’abord votre permanence.' };
const SANS_REPONSE = 'passe';
const REPONSES = ['1', '2', '3', '4', '5', SANS_REPONSE] as const;

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = [], champs?: Champs): Promise<Response> {
  const { services, visiteur } = c.var;
  const messages = champs === undefined ? messagesDe(c) : messagesIn(c, champs);
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const faitId = queryId(c, 'fait');
  const { seance, fait } = await forVisiteur(c, 'avis.lire', async (tx) => ({
    seance: await findSeanceOuverte(tx, services, visiteur),
    fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
  }));
  if (seance === null) return c.redirect('/', 303);
  return render(
    c,
    <AvisView
      cadre={makeCadre(c)}
      envoi={{ action: '/avis', op: newOp(services), caches: { langue: messages.langue } }}
      erreurs={erreurs}
      messages={messages}
      fait={fait !== null}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function answer(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const reponse = oneOf(field(champs, 'visage'), REPONSES);
  const m = messagesIn(c, champs);
  if (reponse === null) return show(c, [{ champ: '', phrase: m.dit('avis.toucher') }], champs);
  const issue = await carryOut(c, 'avis.donner', champs, async (tx) => {
    const seance = await findSeanceOuverte(tx, services, visiteur);
    if (seance === null) throw new Refus([FERMEE]);
    await recordAvis(tx, services, visiteur.orgId, {
      lieuId: seance.lieuId,
      date: seance.date,
      visage: reponse === SANS_REPONSE ? null : Number(reponse),
    });
    return 'Merci.';
  });
  if (!issue.ok)
    return show(
      c,
      toErreurs(issue.motifs, () => ''),
      champs,
    );
  return c.redirect(`/avis?fait=${issue.op}${m.langue === 'fr' ? '' : `&langue=${m.langue}`}`, 303);
}
