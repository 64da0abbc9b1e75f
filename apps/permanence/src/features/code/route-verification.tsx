import { parseCode } from '@porte-plume/mandat/codes';
import { Hono, type Context } from 'hono';
import { findCode } from '../../domain/codes.ts';
import { verifyByCode, type Verification } from '../../domain/verification.ts';
import type { Messages } from '../../messages/messages.ts';
import { makeCadrePublic } from '../../server/cadre.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { messagesDe, messagesIn } from '../../server/langue.ts';
import { render } from '../../server/render.ts';
import { CodePerimeView, PapierView, VerifierView, VueTiersView } from './verification.tsx';

const CHEMIN = '/v';

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
  app.get(CHEMIN, (c) => renderForm(c, messagesDe(c)));
  app.post(CHEMIN, async (c) => {
    const champs = await readForm(c);
    const messages = messagesIn(c, champs);
    const code = field(champs, 'code').slice(0, LONGUEUR_MAX);
    const lu = parseCode(code);
    const suite = messages.langue === 'fr' ? '' : `?langue=${messages.langue}`;
    return lu.ok
      ? c.redirect(`${CHEMIN}/${lu.value.canonical}${suite}`, 303)
      : renderForm(c, messages, { code, statut: 422 });
  });
  app.get(`${CHEMIN}/:code`, show);
  return app;
}

function renderForm(
  c: Context<AppEnv>,
  messages: Messages,
  refus?: { code?: string; statut: 404 | 422 },
): Response {
  return render(
    c,
    <VerifierView
      cadre={makeCadrePublic(c, CHEMIN)}
      messages={messages}
      envoi={{ action: CHEMIN, op: newOp(c.var.services), caches: { langue: messages.langue } }}
      {...(refus?.code === undefined ? {} : { code: refus.code })}
      // The same sentence for every code that opens nothing: mistyped, never given, or of another kind.
      erreurs={refus === undefined ? [] : [{ champ: 'code', phrase: messages.dit('verif.inconnu') }]}
    />,
    refus?.statut ?? 200,
  );
}

async function show(c: Context<AppEnv>): Promise<Response> {
  const { services } = c.var;
  const code = (c.req.param('code') ?? '').slice(0, LONGUEUR_MAX);
  const trouve = await findCode(services, code, ['M', 'T']);
  const verification = trouve === null ? null : await verifyByCode(services, trouve, code);
  return verification === null
    ? renderForm(c, messagesDe(c), { statut: 404 })
    : renderVerification(c, verification);
}

function renderVerification(c: Context<AppEnv>, verification: Verification): Response {
  const messages = messagesDe(c);
  if (!('contact' in verification))
    return render(
      c,
      <CodePerimeView cadre={makeCadrePublic(c, CHEMIN)} messages={messages} nature={verification.nature} />,
      410,
    );
  const { contact } = verification;
  const cadre = makeCadrePublic(c, CHEMIN, contact.fictive);
  return render(
    c,
    verification.nature === 'tiers' ? (
      <VueTiersView cadre={cadre} messages={messages} vue={verification.vue} contact={contact} />
    ) : (
      <PapierView cadre={cadre} messages={messages} papier={verification.papier} contact={contact} />
    ),
  );
}
