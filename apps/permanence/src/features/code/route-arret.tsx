import { Hono, type Context } from 'hono';
import { findCode } from '../../domain/codes.ts';
import { stopByCode } from '../../domain/porteur.ts';
import { makeCadrePublic } from '../../server/cadre.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { messagesDe, messagesIn } from '../../server/langue.ts';
import { render } from '../../server/render.ts';
import { momentDans } from '../../messages/temps.ts';
import { ArretView, ArreterView, ConfirmerArretView } from './arret.tsx';

const CHEMIN = '/arreter';

/**
 * « Arrêter un mandat », without an account. The code travels in the body of a POST only, never in an address; each
 * page is made for that one answer, so that nothing is left to come back to.
 */
export function arretRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(CHEMIN, async (c, next) => {
    c.header('X-Robots-Tag', 'noindex');
    return next();
  });
  app.get(CHEMIN, (c) => {
    const messages = messagesDe(c);
    const envoi = envoiOf(c, { langue: messages.langue });
    return render(c, <ArreterView cadre={makeCadrePublic(c, CHEMIN)} messages={messages} envoi={envoi} />);
  });
  app.post(CHEMIN, advance);
  return app;
}

const envoiOf = (c: Context<AppEnv>, caches: Record<string, string>) => ({
  action: CHEMIN,
  op: newOp(c.var.services),
  caches,
});

async function advance(c: Context<AppEnv>): Promise<Response> {
  const { services } = c.var;
  const champs = await readForm(c);
  const code = field(champs, 'code');
  const messages = messagesIn(c, champs);
  const { langue } = messages;
  const trouve = await findCode(services, code, ['R']);
  const arret =
    trouve === null
      ? null
      : await stopByCode(services, trouve, { maintenant: field(champs, 'etape') === 'arreter' });
  const cadre = makeCadrePublic(c, CHEMIN, arret?.contact.fictive);
  if (arret === null) {
    // The same sentence for every code that opens nothing: mistyped, never given, or of another kind.
    const erreurs = [{ champ: 'code', phrase: messages.dit('arret.inconnu') }];
    const page = (
      <ArreterView
        cadre={cadre}
        messages={messages}
        envoi={envoiOf(c, { langue })}
        code={code.slice(0, 40)}
        erreurs={erreurs}
      />
    );
    return render(c, page, 422);
  }
  if (arret.nature === 'possible')
    return render(
      c,
      <ConfirmerArretView cadre={cadre} messages={messages} envoi={envoiOf(c, { langue, code })} />,
    );
  return render(
    c,
    <ArretView
      cadre={cadre}
      messages={messages}
      nature={arret.nature}
      contact={arret.contact}
      {...('le' in arret ? { le: momentDans(messages, arret.le, arret.contact.zone) } : {})}
    />,
  );
}
