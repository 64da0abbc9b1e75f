/** A whole application for a test: throw-away PostgreSQL, real roles, real keys, a clock that the test moves. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { fromRacine } from '../db/binaires.ts';
import { openClient } from '../db/client.ts';
import { openCluster, type Cluster } from '../db/cluster.ts';
import { checkLogin, createRoles, migrate } from '../db/migrate.ts';
import { seed } from '../db/seed.ts';
import { createCoffre } from '../domain/coffre.ts';
import { createApp } from './app.ts';
import { alea, type AppEnv, type Services } from './contexte.ts';
import { createLog } from './log.ts';

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
export const ORIGINE = 'http://localhost:3000';
const BASE = 'essai';
const AUTRE = process.env.PORTE_PLUME_POSTGRES;

export interface Essai {
  app: Hono<AppEnv>;
  services: Services;
  cluster: Cluster;
  base: string;
  /** Every line that the application logged. */
  lignes: string[];
  /** Kills the database as a power cut does. */
  tueBase(): void;
  /** Starts it again on the same files, at the same address. */
  relanceBase(): Promise<void>;
  /** Moves the clock forward. */
  avance(ms: number): void;
  close(): Promise<void>;
}

/** @param options.durable - the database writes to the disk before it answers, as in production */
export async function openEssai(
  options: { graine?: 'demo' | 'vide'; demo?: boolean; durable?: boolean; kek?: Uint8Array } = {},
): Promise<Essai> {
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-essai-'));
  // As root, the database runs under another account: it must walk in, or its data would stay outside this folder.
  chmodSync(dossier, 0o711);
  const reglages = {
    donnees: join(dossier, 'pg'),
    secrets: join(dossier, 'cles', 'pg.json'),
    verrouille: true,
    depuis: import.meta.url,
    jetable: options.durable !== true,
    // Another PostgreSQL than the embedded one: the folder that holds its `bin`.
    ...(AUTRE === undefined ? {} : { binaires: fromRacine(AUTRE) }),
  };
  let cluster = await openCluster(reglages);
  mkdirSync(join(dossier, 'assets'));
  await createRoles(cluster, BASE);
  await migrate(cluster.url('proprietaire', BASE), 'app_login', MIGRATIONS);
  const lignes: string[] = [];
  let decalage = 0;
  const clock = () => new Date(Date.now() + decalage);
  const log = createLog((ligne) => lignes.push(ligne), clock);
  const client = openClient(cluster.url('application', BASE), log);
  await checkLogin(client.pool, MIGRATIONS);
  const services: Services = {
    env: { origin: ORIGINE, production: false, demo: options.demo ?? true },
    client,
    coffre: createCoffre(options.kek ?? new Uint8Array(randomBytes(32))),
    log,
    assets: { dossier: join(dossier, 'assets'), version: null },
    clock,
    alea,
  };
  if (options.graine !== undefined) await seed(services, { vide: options.graine === 'vide' });
  return {
    app: createApp(services),
    services,
    cluster,
    base: BASE,
    lignes,
    tueBase() {
      const [pid = ''] = readFileSync(join(reglages.donnees, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(-Number(pid), 'SIGKILL');
    },
    async relanceBase() {
      cluster = await openCluster({ ...reglages, port: cluster.port });
    },
    avance: (ms) => {
      decalage += ms;
    },
    async close() {
      await client.close();
      await cluster.stop();
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}

export type Valeurs = Readonly<Record<string, string | readonly string[]>>;

export interface Reponse {
  statut: number;
  vers: string | null;
  texte: string;
  /** What a reader sees: tags out, entities and spaces folded. */
  lisible: string;
  entetes: Headers;
  op: string;
}

/** A browser without JavaScript: one cookie, links and forms. */
export class Navigateur {
  cookie = '';
  /** Every address asked for. */
  adresses: string[] = [];
  app: Hono<AppEnv>;

  constructor(app: Hono<AppEnv>) {
    this.app = app;
  }

  async get(chemin: string): Promise<Reponse> {
    return this.#send(chemin, { method: 'GET' });
  }

  async post(chemin: string, valeurs: Valeurs, entetes: Record<string, string> = {}): Promise<Reponse> {
    const corps = new URLSearchParams();
    for (const [nom, valeur] of Object.entries(valeurs))
      for (const un of typeof valeur === 'string' ? [valeur] : valeur) corps.append(nom, un);
    return this.#send(chemin, {
      method: 'POST',
      body: corps.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: ORIGINE,
        'sec-fetch-site': 'same-origin',
        ...entetes,
      },
    });
  }

  /** The same with a file, as a browser sends a form that has one. */
  async postFichier(chemin: string, valeurs: Valeurs, nom: string, fichier: Uint8Array): Promise<Reponse> {
    const corps = new FormData();
    for (const [champ, valeur] of Object.entries(valeurs))
      for (const un of typeof valeur === 'string' ? [valeur] : valeur) corps.append(champ, un);
    corps.append(nom, new Blob([new Uint8Array(fichier)]), 'feuille.pdf');
    return this.#send(chemin, {
      method: 'POST',
      body: corps,
      headers: { origin: ORIGINE, 'sec-fetch-site': 'same-origin' },
    });
  }

  /** Follows a redirection; fails loudly when there was none. */
  async suit(reponse: Reponse): Promise<Reponse> {
    if (reponse.vers === null)
      throw new Error(`no redirection: ${reponse.statut} ${reponse.lisible.slice(0, 400)}`);
    return this.get(reponse.vers);
  }

  async connecte(compte: string): Promise<void> {
    const reponse = await this.post('/connexion/demo', { compte });
    if (reponse.statut !== 303) throw new Error(`sign-in: ${reponse.statut}`);
  }

  async #send(chemin: string, init: RequestInit): Promise<Reponse> {
    this.adresses.push(chemin);
    const headers = new Headers(init.headers);
    if (this.cookie !== '') headers.set('cookie', this.cookie);
    const answer = await this.app.request(`${ORIGINE}${chemin}`, { ...init, headers });
    for (const pose of answer.headers.getSetCookie()) {
      const [paire = ''] = pose.split(';');
      this.cookie = paire.endsWith('=') ? '' : paire;
    }
    const texte = await answer.text();
    return {
      statut: answer.status,
      vers: answer.headers.get('location'),
      texte,
      lisible: texte
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll('&#x27;', '’')
        .replaceAll(/\s+/g, ' '),
      entetes: answer.headers,
      op: /name="op" value="([^"]+)"/.exec(texte)?.[1] ?? '',
    };
  }
}

/** First value of a hidden field of a page. */
export function cache(reponse: Reponse, nom: string): string {
  return new RegExp(`name="${nom}" value="([^"]+)"`).exec(reponse.texte)?.[1] ?? '';
}
