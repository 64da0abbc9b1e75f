import { createServer, type Server } from 'node:http';

/** State of the pool of connections, as `pg.Pool` tells it. */
interface Connexions {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

type Fetch = (request: Request, ...rest: never[]) => Response | Promise<Response>;

/** Figures of one process: counts and times, never an address, a name or a value. */
export interface Metriques {
  /** The same application, each answer counted. */
  mesurer<F extends Fetch>(fetch: F): F;
  /** Everything counted since the start, in the text format of Prometheus (version 0.0.4). */
  texte(): string;
}

const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;
/** Upper bounds of the histogram, in seconds. */
const BORNES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;

/**
 * Counts the answers of a process.
 * @param options.chrono - milliseconds since any fixed moment, never going back
 */
export function createMetriques(options: {
  pool: Connexions;
  chrono: () => number;
  demarreA: Date;
}): Metriques {
  const reponses = new Map<string, number>(CLASSES.map((classe) => [classe, 0]));
  const seaux = BORNES.map(() => 0);
  let total = 0;
  let somme = 0;

  const noter = (statut: number, secondes: number): void => {
    const classe = `${Math.floor(statut / 100)}xx`;
    reponses.set(classe, (reponses.get(classe) ?? 0) + 1);
    total += 1;
    somme += secondes;
    for (const [rang, borne] of BORNES.entries()) {
      if (secondes <= borne) seaux[rang] = (seaux[rang] ?? 0) + 1;
    }
  };

  const mesurer = <F extends Fetch>(fetch: F): F =>
    (async (request: Request, ...rest: never[]) => {
      const debut = options.chrono();
      const reponse = await fetch(request, ...rest);
      noter(reponse.status, (options.chrono() - debut) / 1000);
      return reponse;
    }) as unknown as F;

  return {
    mesurer,
    texte() {
      const { totalCount, idleCount, waitingCount } = options.pool;
      return `${[
        '# HELP porte_plume_reponses_total Réponses, par classe de statut.',
        '# TYPE porte_plume_reponses_total counter',
        ...[...reponses].map(
          ([classe, nombre]) => `porte_plume_reponses_total{classe="${classe}"} ${nombre}`,
        ),
        '# HELP porte_plume_reponse_secondes Durée des réponses, en secondes.',
        '# TYPE porte_plume_reponse_secondes histogram',
        ...BORNES.map(
          (borne, rang) => `porte_plume_reponse_secondes_bucket{le="${borne}"} ${seaux[rang] ?? 0}`,
        ),
        `porte_plume_reponse_secondes_bucket{le="+Inf"} ${total}`,
        `porte_plume_reponse_secondes_sum ${somme}`,
        `porte_plume_reponse_secondes_count ${total}`,
        '# HELP porte_plume_base_connexions Connexions à la base.',
        '# TYPE porte_plume_base_connexions gauge',
        `porte_plume_base_connexions{etat="occupee"} ${totalCount - idleCount}`,
        `porte_plume_base_connexions{etat="libre"} ${idleCount}`,
        `porte_plume_base_connexions{etat="attente"} ${waitingCount}`,
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
        '# TYPE process_start_time_seconds gauge',
        `process_start_time_seconds ${options.demarreA.getTime() / 1000}`,
      ].join('\n')}\n`;
    },
  };
}

/**
 * Serves the figures on a port of their own, on loopback only: a reverse proxy in front of the application cannot
 * show them by mistake.
 */
export async function listenMetriques(metriques: Metriques, port: number): Promise<Server> {
  const serveur = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metriques') {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
        'Cache-Control': 'no-store',
      })
      .end(metriques.texte());
  });
  await new Promise<void>((resolve, reject) => {
    serveur.once('error', reject);
    serveur.listen(port, '127.0.0.1', resolve);
  });
  return serveur;
}
