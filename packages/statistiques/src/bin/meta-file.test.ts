import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readWorkbook } from './workbook.ts';
import { Workshop } from './workshop.fixture.ts';

describe('--meta', () => {
  let workshop: Workshop;
  beforeEach(() => {
    workshop = new Workshop();
  });
  afterEach(() => {
    workshop.clear();
  });

  const withMeta = (meta: unknown, ...more: string[]): ReturnType<Workshop['call']> =>
    workshop.protect(
      '--format',
      'html,xlsx,schema',
      '--meta',
      workshop.put('meta.json', typeof meta === 'string' ? meta : JSON.stringify(meta)),
      ...more,
    );
  const page = (): string => readFileSync(workshop.at('out', 'table.html'), 'utf8');

  it('titles and words the other forms of the table', async () => {
    const meta = {
      title: 'Interventions <2026>',
      labels: { site: 'Lieu' },
      codeLabels: { sexe: { F: 'Femmes' } },
      territory: { dimension: 'site', type: 'permanence' },
    };
    expect(await withMeta(meta)).toMatchObject({ code: 0 });
    expect(page()).toContain('<title>Interventions &lt;2026&gt;</title>');
    expect(page()).toContain('>Lieu<');
    expect(page()).toContain('>Femmes<');
    expect(readFileSync(workshop.at('out', 'publication.csv'), 'utf8')).toContain(';S01;permanence;F;');
    const sheet = await readWorkbook(readFileSync(workshop.at('out', 'table.xlsx')));
    expect(sheet.ok && sheet.value.header).toContain('Lieu');
  });

  it('names every faulty field, in French, and writes nothing', async () => {
    const answer = await withMeta({ titre: 'x', homepage: 'x', contact: { nom: 'x' } });
    expect(answer.code).toBe(2);
    const { motifs } = answer.out as { motifs: { code: string; path: string[] }[] };
    expect(motifs.map(({ code }) => code)).toEqual(motifs.map(() => 'META_INVALID'));
    expect(motifs.map(({ path }) => path.join('.')).sort()).toEqual(
      ['contact.name', 'contact.nom', 'homepage', 'titre'].sort(),
    );
    expect(answer.err).toContain('«\u00a0titre\u00a0»');
    expect(await withMeta('{')).toMatchObject({ code: 2, out: { motifs: [{ code: 'META_INVALID' }] } });
    const unknown = { territory: { dimension: 'commune', type: 'commune' } };
    expect(await withMeta(unknown)).toMatchObject({
      code: 2,
      out: { motifs: [{ code: 'META_INVALID', path: ['territory', 'dimension'] }] },
    });
    const masked = { structuralZeros: [{ site: 'S01', sexe: 'F' }] };
    expect(await withMeta(masked)).toMatchObject({ code: 2, out: { motifs: [{ code: 'META_INVALID' }] } });
    expect(page).toThrow('ENOENT');
  });
});
