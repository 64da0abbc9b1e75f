import type { Hono } from 'hono';
import type { AppEnv } from '../../server/contexte.ts';
import { ORIGINE } from '../../server/essai.fixture.ts';

export interface Page {
  adresse: URL;
  statut: number;
  vers: URL | null;
  texte: string;
  entetes: Headers;
}

/** A browser that goes from one house to the other with the cookies of each, one redirection at a time. */
export class Butineur {
  app: Hono<AppEnv>;
  pots = new Map<string, Map<string, string>>();

  constructor(app: Hono<AppEnv>) {
    this.app = app;
  }

  pot(origine: string): Map<string, string> {
    const pot = this.pots.get(origine) ?? new Map<string, string>();
    this.pots.set(origine, pot);
    return pot;
  }

  async get(vers: string | URL, entetes: Record<string, string> = {}): Promise<Page> {
    return this.#send(new URL(vers, ORIGINE), { method: 'GET', headers: entetes });
  }

  async post(vers: string, valeurs: Record<string, string> = {}): Promise<Page> {
    return this.#send(new URL(vers, ORIGINE), {
      method: 'POST',
      body: new URLSearchParams(valeurs).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: ORIGINE,
        'sec-fetch-site': 'same-origin',
      },
    });
  }

  /** Follows redirections until `stop` says so, or there are no more. */
  async suit(page: Page, stop: (vers: URL) => boolean = () => false): Promise<Page> {
    let ici = page;
    for (let saut = 0; ici.vers !== null && !stop(ici.vers); saut += 1) {
      if (saut > 10) throw new Error('redirections never end');
      ici = await this.get(ici.vers);
    }
    return ici;
  }

  async #send(adresse: URL, init: RequestInit): Promise<Page> {
    const pot = this.pot(adresse.origin);
    const headers = new Headers(init.headers);
    if (pot.size > 0) headers.set('cookie', [...pot].map(([nom, valeur]) => `${nom}=${valeur}`).join('; '));
    const reponse =
      adresse.origin === ORIGINE
        ? await this.app.request(adresse.href, { ...init, headers })
        : await fetch(adresse, { ...init, headers, redirect: 'manual' });
    for (const pose of reponse.headers.getSetCookie()) {
      const [paire = ''] = pose.split(';');
      const rang = paire.indexOf('=');
      const [nom, valeur] = [paire.slice(0, rang), paire.slice(rang + 1)];
      if (valeur === '') pot.delete(nom);
      else pot.set(nom, valeur);
    }
    const vers = reponse.headers.get('location');
    return {
      adresse,
      statut: reponse.status,
      vers: vers === null ? null : new URL(vers, adresse),
      texte: await reponse.text(),
      entetes: reponse.headers,
    };
  }
}
