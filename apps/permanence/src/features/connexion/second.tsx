import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Hono, type Context } from 'hono';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { dropBiscuit, readBiscuit, setBiscuit } from '../../server/biscuit.ts';
import { makeCadre } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { byAddress, demandDebit, REGLES } from '../../server/mw/debit.ts';
import { logEntree } from '../../server/trace.ts';
import { openSession } from '../../server/mw/session.ts';
import { render } from '../../server/render.ts';
import { Bouton, type Erreur } from '../../ui/form.tsx';
import { Page, type Cadre } from '../../ui/layout.tsx';
import { BoutonCle } from './cle.tsx';
import { FAUX, proveAgain } from './code.ts';
import { sayHeure } from './heure-dite.ts';
import { keepFin } from './fin.tsx';
import { finishConnexion } from './passkey.ts';
import { readJson } from './route.tsx';
import { connexionSchema } from './schema.ts';
import { ChampCode } from './vue-code.tsx';

const SECOND = 'd';
/** Time to find one’s key or one’s sheet. */
const ATTENTE = 5 * 60_000;

const SecondSchema = z.object({
  orgId: z.string(),
  compteId: z.string(),
  identifiant: z.string(),
  suite: z.string(),
  idToken: z.string(),
});
type Second = z.infer<typeof SecondSchema>;

/** Somebody whom the other house names without a second factor: nothing is open yet. */
export function askSecond(c: Context<AppEnv>, second: Second): Response {
  setBiscuit(c, SECOND, second, ATTENTE);
  return c.redirect('/connexion/second', 303);
}

/** The second proof, by a code or a key of the very account that the first one named. */
export function secondRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const read = (c: Context<AppEnv>): Second | null => readBiscuit(c, SECOND, SecondSchema);
  app.get('/connexion/second', (c) =>
    read(c) === null ? c.redirect('/connexion', 303) : render(c, <SecondView cadre={makeCadre(c)} />),
  );
  app.post('/connexion/second', byAddress(REGLES.connexion), async (c) => {
    const second = read(c);
    if (second === null) return c.redirect('/connexion', 303);
    const code = field(await readForm(c), 'code');
    if (!(await proveAgain(c, second, code)))
      return render(
        c,
        <SecondView
          cadre={makeCadre(c)}
          erreurs={[{ champ: 'code', phrase: FAUX + sayHeure(c.var.services, code) }]}
        />,
        422,
      );
    await open(c, second, 'code');
    return c.redirect(second.suite, 303);
  });
  app.post('/connexion/second/verification', byAddress(REGLES.connexion), async (c) => {
    const second = read(c);
    const parsed = connexionSchema.safeParse(await readJson(c));
    if (second === null || !parsed.success)
      return c.json({ phrase: 'Recommencez depuis la page de connexion.' }, 400);
    await demandDebit(c, REGLES.compte, `${second.orgId} ${second.compteId}`);
    const found = await finishConnexion(c.var.services, parsed.data as AuthenticationResponseJSON);
    if (found?.orgId !== second.orgId || found.compteId !== second.compteId) {
      logEntree(c, 'cle', false, second.compteId);
      return c.json({ phrase: 'Cette clé n’est pas celle de votre compte.' }, 403);
    }
    await open(c, second, 'cle');
    return c.json({ vers: second.suite });
  });
  return app;
}

async function open(
  c: Context<AppEnv>,
  { orgId, compteId, idToken }: Second,
  moyen: 'cle' | 'code',
): Promise<void> {
  dropBiscuit(c, SECOND);
  await openSession(c, orgId, compteId, moyen);
  keepFin(c, idToken);
}

/** « Encore une preuve »: nothing tells whose account it is. */
export function SecondView(props: { cadre: Cadre; erreurs?: readonly Erreur[] }): ReactNode {
  const { erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Encore une preuve"
      chapeau="Les dossiers de vos usagers demandent deux preuves. Voici la seconde."
      erreurs={erreurs}
    >
      <section
        className="carte"
        data-ilot="cle"
        data-options="/connexion/passkey/options"
        data-verifier="/connexion/second/verification"
      >
        <h2>Avec votre clé d’accès</h2>
        <BoutonCle libelle="Confirmer avec ma clé" premier />
      </section>
      <form method="post" action="/connexion/second" className="carte pile-serree" noValidate>
        <h2>Avec un code</h2>
        <ChampCode erreurs={erreurs} />
        <div className="actions">
          <Bouton>Confirmer avec ce code</Bouton>
        </div>
      </form>
      <p className="doux">
        Ni clé ni code&nbsp;? Demandez une nouvelle invitation à la personne qui administre votre structure.{' '}
        <a href="/connexion">Entrer autrement</a>
      </p>
    </Page>
  );
}
