import { expect, it } from 'vitest';
import { createMetriques, listenMetriques } from './metriques.ts';

const pool = { totalCount: 4, idleCount: 3, waitingCount: 2 };

function make(durees: readonly number[]) {
  let instant = 0;
  let rang = 0;
  // Each answer reads the clock twice: at its start and at its end.
  const chrono = () => {
    if (rang % 2 === 1) instant += durees[(rang - 1) / 2] ?? 0;
    rang += 1;
    return instant;
  };
  return createMetriques({ pool, chrono, demarreA: new Date('2026-11-22T08:00:00.000Z') });
}

it('counts answers by class, and times in cumulated buckets', async () => {
  const metriques = make([3, 40, 6000]);
  const statuts = [200, 303, 503];
  const servir = metriques.mesurer((request: Request) =>
    Promise.resolve(new Response(request.method, { status: statuts.shift() ?? 500 })),
  );
  for (let fois = 0; fois < 3; fois += 1)
    await servir(new Request('http://localhost/v/CODE-SECRET?nom=Aicha'));
  const texte = metriques.texte();
  expect(texte).toContain('porte_plume_reponses_total{classe="2xx"} 1');
  expect(texte).toContain('porte_plume_reponses_total{classe="5xx"} 1');
  expect(texte).toContain('bucket{le="0.005"} 1');
  expect(texte).toContain('bucket{le="0.05"} 2');
  expect(texte).toContain('bucket{le="5"} 2');
  expect(texte).toContain('bucket{le="+Inf"} 3');
  expect(texte).toContain('porte_plume_base_connexions{etat="occupee"} 1');
  expect(texte, 'no address, no value').not.toMatch(/SECRET|Aicha|\/v\//);
});

it('answers on loopback, one page and nothing else', async () => {
  const serveur = await listenMetriques(make([]), 0);
  const adresse = serveur.address();
  if (adresse === null || typeof adresse === 'string') throw new Error('no port');
  expect(adresse.address).toBe('127.0.0.1');
  const base = `http://127.0.0.1:${adresse.port}`;
  expect((await fetch(`${base}/metriques`)).headers.get('content-type')).toContain('version=0.0.4');
  expect((await fetch(`${base}/`)).status).toBe(404);
  expect((await fetch(`${base}/metriques`, { method: 'POST' })).status).toBe(404);
  await new Promise((resolve) => serveur.close(resolve));
});
