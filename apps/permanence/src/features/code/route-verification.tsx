import { parseCode } from '@porte-plume/mandat/codes';
import { Hono, type Context } from 'hono';
import { findCode } from '../../domain/codes.ts';
import { verifyByCode, type Verification } from '../../domain/verification.ts';
import { makeCadrePublic } from '../../server/cadre.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { render } from '../../server/render.ts';
import { CodePerimeView, PapierView, VerifierView, VueTiersView } from './verification.tsx';

const CHEMIN = '/v';

/** The same sentence for every code that opens nothing: mistyped, never given, or of another kind. */
const INCONNU = 'Nous ne trouvons pas ce code. Vérifiez chaque signe.';

/** Longest text worth looking for: a code with a separator after each sign is shorter. */
const LONGUEUR_MAX = 60;

/** The page that a third party opens with a code: its address is what the slip and the QR of the copy give. */
export function verificationRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const chemin of [CHEMIN, `${CHEMIN}/*`])
    app.use(chemin, async (c, next) => {
      c.header('X-Robots-Tag', 'noindex');
      return next();
    });
  app.get(CHEMIN, (c) => renderForm(c));
  app.post(CHEMIN, async (c) => {
    const code = field(await readForm(c), 'code').slice(0, LONGUEUR_MAX);
    const lu = parseCode(code);
    return lu.ok ? c.redirect(`${CHEMIN}/${lu.value.canonical}`, 303) : renderForm(c, { code, statut: 422 });
  });
  app.get(`${CHEMIN}/:code`, show);
  return app;
}

function renderForm(c: Context<AppEnv>, refus?: { code?: string; statut: 404 | 422 }): Response {
  return render(
    c,
    <VerifierView
      cadre={makeCadrePublic(c, CHEMIN)}
      envoi={{ action: CHEMIN, op: newOp(c.var.services) }}
      {...(refus?.code === undefined ? {} : { code: refus.code })}
      erreurs={refus === undefined ? [] : [{ champ: 'code', phrase: INCONNU }]}
    />,
    refus?.statut ?? 200,
  );
}

async function show(c: Context<AppEnv>): Promise<Response> {
  const { services } = c.var;
  const code = (c.req.param('code') ?? '').slice(0, LONGUEUR_MAX);
  const trouve = await findCode(services, code, ['M', 'T']);
  const verification = trouve === null ? null : await verifyByCode(services, trouve, code);
  return verification === null ? renderForm(c, { statut: 404 }) : renderVerification(c, verification);
}

function renderVerification(c: Context<AppEnv>, verification: Verification): Response {
  if (!('contact' in verification))
    return render(c, <CodePerimeView cadre={makeCadrePublic(c, CHEMIN)} nature={verification.nature} />, 410);
  const { contact } = verification;
  const cadre = makeCadrePublic(c, CHEMIN, contact.fictive);
  return render(
    c,
    verification.nature === 'tiers' ? (
      <VueTiersView cadre={cadre} vue={verification.vue} contact={contact} />
    ) : (
      <PapierView cadre={cadre} papier={verification.papier} contact={contact} />
    ),
  );
}
