import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Hono } from 'hono';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { byAddress, demandDebit, REGLES } from '../../server/mw/debit.ts';
import { logEntree } from '../../server/trace.ts';
import { openSession } from '../../server/mw/session.ts';
import { render } from '../../server/render.ts';
import { Bouton, Formulaire, type Erreur } from '../../ui/form.tsx';
import { Page, type Cadre } from '../../ui/layout.tsx';
import type { ReactNode } from 'react';
import { BoutonCle } from './cle.tsx';
import { FAUX, proveAgain } from './code.ts';
import { sayHeure } from './heure-dite.ts';
import { finishConnexion, startConnexion } from './passkey.ts';
import { readJson } from './route.tsx';
import { connexionSchema, readSuite } from './schema.ts';
import { ChampCode } from './vue-code.tsx';

const REFUS = 'Cette clé n’est pas celle de votre compte. Essayez avec la vôtre.';

/** Proves again who one is, before what cannot be undone or takes data out; then goes on by itself. */
export function confirmationRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/confirmation', (c) => {
    const { services } = c.var;
    return render(
      c,
      <ConfirmationView
        cadre={makeCadre(c)}
        suite={readSuite(c.req.query('suite'))}
        {...(services.env.demo ? { op: newOp(services) } : {})}
      />,
    );
  });
  app.post('/confirmation/demo', async (c) => {
    const { services, visiteur } = c.var;
    if (!services.env.demo) throw new ErreurHttp(404);
    const suite = readSuite(field(await readForm(c), 'suite'));
    await openSession(c, visiteur.orgId, visiteur.compteId, 'demo');
    return c.redirect(suite, 303);
  });
  app.post('/confirmation/code', byAddress(REGLES.connexion), async (c) => {
    const { services, visiteur } = c.var;
    const champs = await readForm(c);
    const suite = readSuite(field(champs, 'suite'));
    if (!(await proveAgain(c, visiteur, field(champs, 'code'))))
      return render(
        c,
        <ConfirmationView
          cadre={makeCadre(c)}
          suite={suite}
          erreurs={[{ champ: 'code', phrase: FAUX + sayHeure(services, field(champs, 'code')) }]}
          {...(services.env.demo ? { op: newOp(services) } : {})}
        />,
        422,
      );
    await openSession(c, visiteur.orgId, visiteur.compteId, 'code', visiteur.identifiant);
    return c.redirect(suite, 303);
  });
  app.post('/confirmation/options', async (c) => c.json(await startConnexion(c.var.services)));
  app.post('/confirmation/verification', async (c) => {
    const { services, visiteur } = c.var;
    await demandDebit(c, REGLES.compte, `${visiteur.orgId} ${visiteur.compteId}`);
    const parsed = connexionSchema.safeParse(await readJson(c));
    if (!parsed.success) return c.json({ phrase: REFUS }, 400);
    const found = await finishConnexion(services, parsed.data as AuthenticationResponseJSON);
    if (found?.orgId !== visiteur.orgId || found.compteId !== visiteur.compteId) {
      logEntree(c, 'cle', false, visiteur.compteId);
      return c.json({ phrase: REFUS }, 403);
    }
    await openSession(c, found.orgId, found.compteId, 'cle');
    return c.json({ vers: readSuite(c.req.query('suite')) });
  });
  return app;
}

/** One gesture: the same key as at sign-in. `op` is there in the demo, where a button stands for the key. */
export function ConfirmationView(props: {
  cadre: Cadre;
  suite: string;
  op?: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Confirmez que c’est vous"
      chapeau="Ce que vous demandez est sensible. Votre clé ou un code suffit, et votre demande reprend toute seule."
      erreurs={erreurs}
    >
      <section
        className="carte"
        data-ilot="cle"
        data-options="/confirmation/options"
        data-verifier={`/confirmation/verification?suite=${props.suite}`}
      >
        <BoutonCle libelle="Confirmer avec ma clé" premier={props.op === undefined} />
      </section>
      <form method="post" action="/confirmation/code" className="carte pile-serree" noValidate>
        <h2>Avec un code</h2>
        <input type="hidden" name="suite" value={props.suite} />
        <ChampCode erreurs={erreurs} />
        <div className="actions">
          <Bouton>Confirmer avec ce code</Bouton>
        </div>
      </form>
      {props.op === undefined ? null : (
        <Formulaire
          envoi={{ action: '/confirmation/demo', op: props.op, caches: { suite: props.suite } }}
          className="carte pile-serree"
        >
          <h2>Dans la démonstration</h2>
          <p>Un bouton remplace la clé&nbsp;: rien ici n’est réel.</p>
          <div className="actions">
            <Bouton nature="premier">Confirmer sans clé</Bouton>
          </div>
        </Formulaire>
      )}
      <p>
        <a href="/">Laisser, et revenir à l’accueil</a>
      </p>
    </Page>
  );
}
