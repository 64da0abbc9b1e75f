/** A whole application for a test: throw-away PostgreSQL, real roles, real keys, a clock that the test moves. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { openClient } from '../db/client.ts';
import { openCluster, ROLES, type Cluster } from '../db/cluster.ts';
import { checkLogin, createRoles, migrate } from '../db/migrate.ts';
import { seed } from '../db/seed.ts';
import { createCoffre } from '../domain/coffre.ts';
import { createApp } from './app.ts';
import { alea, type AppEnv, type Services } from './contexte.ts';
import { ADRESSE, createReglages, MIGRATIONS, type BaseCommune, type Graine } from './grappe.fixture.ts';
import { createLog } from './log.ts';

export const ORIGINE = 'http://localhost:3000';
const BASE = 'essai';

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

/** A database for one test file, and what ends it. */
interface Lieu {
  cluster: Cluster;
  base: string;
  dossier: string;
  /** True where the seed is already there. */
  seme: boolean;
  kek: Uint8Array;
  tueBase(): void;
  relanceBase(): Promise<void>;
  close(): Promise<void>;
}

/** A PostgreSQL of its own, which the test may stop. */
async function openApart(durable: boolean, kek: Uint8Array): Promise<Lieu> {
  const reglages = createReglages(!durable);
  let cluster = await openCluster(reglages);
  await createRoles(cluster, BASE);
  await migrate(cluster.url('proprietaire', BASE), ROLES.application, MIGRATIONS);
  return {
    cluster,
    base: BASE,
    dossier: reglages.dossier,
    seme: false,
    kek,
    tueBase() {
      const [pid = ''] = readFileSync(join(reglages.donnees, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(-Number(pid), 'SIGKILL');
    },
    async relanceBase() {
      cluster = await openCluster({ ...reglages, port: cluster.port });
    },
    async close() {
      await cluster.stop();
      rmSync(reglages.dossier, { recursive: true, force: true });
    },
  };
}

/** A database of the PostgreSQL that the whole run shares. */
async function openShared(adresse: string, graine: Graine, kek: Uint8Array | undefined): Promise<Lieu> {
  // A key of the test's own seals a demo of its own.
  const modele = kek === undefined ? graine : 'nue';
  const reponse = await fetch(`${adresse}/ouvre/${modele}`);
  const texte = await reponse.text();
  if (!reponse.ok) throw new Error(texte);
  const { base, port, motsDePasse, kek: commune } = JSON.parse(texte) as BaseCommune;
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-essai-'));
  const refuse = (): never => {
    throw new Error('this PostgreSQL serves every file: ask openEssai for { aPart: true }');
  };
  return {
    cluster: {
      port,
      motsDePasse,
      url: (role, nom) => `postgres://${ROLES[role]}:${motsDePasse[role]}@127.0.0.1:${port}/${nom}`,
      stop: async () => Promise.resolve().then(refuse),
      mort: new Promise(() => undefined),
    },
    base,
    dossier,
    seme: modele !== 'nue',
    kek: kek ?? new Uint8Array(Buffer.from(commune, 'hex')),
    tueBase: refuse,
    relanceBase: async () => Promise.resolve().then(refuse),
    async close() {
      await fetch(`${adresse}/ferme/${base}`);
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}

/**
 * @param options.durable - the database writes to the disk before it answers, as in production
 * @param options.aPart - a PostgreSQL of its own, for a test that stops it; durable ones are always apart
 */
export async function openEssai(
  options: {
    graine?: 'demo' | 'vide';
    demo?: boolean;
    durable?: boolean;
    aPart?: boolean;
    kek?: Uint8Array;
  } = {},
): Promise<Essai> {
  const adresse = process.env[ADRESSE];
  const durable = options.durable === true;
  const lieu =
    adresse === undefined || durable || options.aPart === true
      ? await openApart(durable, options.kek ?? new Uint8Array(randomBytes(32)))
      : await openShared(adresse, options.graine ?? 'nue', options.kek);
  const { cluster, base } = lieu;
  mkdirSync(join(lieu.dossier, 'assets'));
  const lignes: string[] = [];
  let decalage = 0;
  const clock = () => new Date(Date.now() + decalage);
  const log = createLog((ligne) => lignes.push(ligne), clock);
  const client = openClient(cluster.url('application', base), log);
  await checkLogin(client.pool, MIGRATIONS);
  const services: Services = {
    env: { origin: ORIGINE, production: false, demo: options.demo ?? true },
    client,
    coffre: createCoffre(lieu.kek),
    log,
    assets: { dossier: join(lieu.dossier, 'assets'), version: null },
    clock,
    alea,
  };
  if (options.graine !== undefined && !lieu.seme) await seed(services, { vide: options.graine === 'vide' });
  return {
    app: createApp(services),
    services,
    cluster,
    base,
    lignes,
    tueBase: () => lieu.tueBase(),
    relanceBase: () => lieu.relanceBase(),
    avance: (ms) => {
      decalage += ms;
    },
    async close() {
      await client.close();
      await lieu.close();
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
      op: hiddenOf(texte, 'op'),
    };
  }
}

/** Value of a hidden field; a built application leaves out the quotes that no browser needs. */
function hiddenOf(texte: string, nom: string): string {
  const [, citee, nue] = new RegExp(`name="?${nom}"? value=(?:"([^"]+)"|([^"\\s>]+))`).exec(texte) ?? [];
  return citee ?? nue ?? '';
}

/** First value of a hidden field of a page. */
export function cache(reponse: Reponse, nom: string): string {
  return hiddenOf(reponse.texte, nom);
}
