/** Our page of the day, from memory: the view, the renderer, the security headers and the server of the application. */
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { JourneeView } from '../../src/features/journee/view.tsx';
import { render } from '../../src/server/render.ts';
import { noStore, securityHeaders } from '../../src/server/mw/headers.ts';
import * as n from '../../src/ui/galerie-donnees.fixture.ts';

const lignes = JSON.parse(readFileSync(process.env.LISTE_DONNEES ?? '', 'utf8'));
const etat = { ...n.ouverte, interventions: lignes };
const app = new Hono();
app.use(securityHeaders(false));
app.use(noStore);
// The compared page: the very markup of the peers.
app.get('/', (c) =>
  render(
    c,
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <title>Ma journée</title>
      </head>
      <body>
        <main id="contenu">
          <h1>Votre permanence est ouverte</h1>
          <h2>{lignes.length} fiches aujourd’hui</h2>
          <ol className="fil">
            {lignes.map((ligne) => (
              <li key={ligne.id}>
                <span className="heure nombre">{ligne.heure}</span>
                <div>
                  <p>
                    <strong>{ligne.demarches.join(', ')}</strong>
                  </p>
                  <p className="doux petit">
                    {ligne.mode} · {ligne.dureeMin} min
                  </p>
                </div>
                <span className="etat etat-bon">{ligne.issue.libelle}</span>
              </li>
            ))}
          </ol>
        </main>
      </body>
    </html>,
  ),
);
// The whole screen of the application, for the record.
app.get('/journee', (c) => render(c, <JourneeView {...n.jour} etat={etat} />));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
