import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche, type Demarche } from '@porte-plume/demarches';
import { Hono, type Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { messagesDe, messagesIn } from '../../server/langue.ts';
import { filled, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { FICHE, FicheSchema, type Fiche } from '../accueil/fiche.ts';
import { resumeOf, takeRelecture } from './prise.ts';
import { readRelecture } from './schema.ts';
import { RelectureView } from './view.tsx';

const MOYENS: readonly Choix[] = LISTES.moyenRelecture.map(({ code, libelle }) => ({ code, libelle }));

/** Read-back: the summary is read aloud, the person agrees, and only then is anything sent. */
export function relectureRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/relecture/:id', async (c) => show(c, await load(c)));
  app.post('/relecture/:id', save);
  return app;
}

interface Charge {
  id: string;
  fiche: Fiche;
  demarche: Demarche;
}

async function load(c: Context<AppEnv>): Promise<Charge> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const id = idOf(c);
  const fiche = await forVisiteur(c, 'relecture.lire', (tx, services, visiteur) =>
    readBrouillon(tx, services, visiteur, { id, nature: FICHE, schema: FicheSchema }),
  );
  const demarcheId = fiche?.valeurs.demarche;
  const demarche = typeof demarcheId === 'string' ? getDemarche(demarcheId) : undefined;
  if (fiche === null || demarche === undefined) throw new ErreurHttp(404);
  return { id, fiche, demarche };
}

function show(
  c: Context<AppEnv>,
  charge: Charge,
  erreurs: readonly Erreur[] = [],
  champs?: Champs,
): Response {
  const messages = champs === undefined ? messagesDe(c) : messagesIn(c, champs);
  return render(
    c,
    <RelectureView
      cadre={makeCadre(c)}
      envoi={{
        action: `/relecture/${charge.id}`,
        op: newOp(c.var.services),
        caches: { langue: messages.langue },
      }}
      messages={messages}
      erreurs={erreurs}
      retour={`/accueil?fiche=${charge.id}`}
      texte={resumeOf(charge)}
      {...(messages.langue === 'fr' ? {} : { traduit: resumeOf(charge, messages) })}
      moyens={MOYENS}
      valeurs={champs === undefined ? {} : filled(champs, 'moyen', 'accord', 'recepisse', 'recepisse4')}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function save(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await load(c);
  const lu = readRelecture(champs);
  if ('erreurs' in lu) return show(c, charge, lu.erreurs, champs);
  const { id, fiche, demarche } = charge;
  try {
    await forVisiteur(c, 'relecture.noter', (tx, services) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: 'relecture.noter',
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          const donnees = await takeRelecture(tx, services, visiteur, {
            id,
            op,
            demarche,
            fiche,
            saisie: lu,
            langue: messagesIn(c, champs).lang,
            faiteA: now(services),
          });
          const contenu: Fiche =
            lu.accord === 'non'
              ? { ...fiche, relecture: undefined, valeurs: { ...fiche.valeurs, issue: 'a_poursuivre' } }
              : { ...fiche, relecture: { demarcheId: demarche.id, donnees } };
          await keepBrouillon(tx, services, visiteur, { id, nature: FICHE, contenu });
          return { fait: 'Relecture notée.' };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus)
      return show(
        c,
        charge,
        toErreurs(error.motifs, () => ''),
        champs,
      );
    throw error;
  }
  return c.redirect(`/accueil?fiche=${id}`, 303);
}
