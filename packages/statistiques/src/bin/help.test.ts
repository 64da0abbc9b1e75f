import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { progressTo, protectionStep } from './progress.ts';
import { Workshop } from './workshop.fixture.ts';

describe('--help', () => {
  let workshop: Workshop;
  beforeEach(() => {
    workshop = new Workshop();
  });
  afterEach(() => {
    workshop.clear();
  });

  it('lists the commands, in French, and exits 0', async () => {
    const { code, text, err } = await workshop.call('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(text).toMatch(/^Usage\u00a0: porte-plume-statistiques COMMANDE/);
    for (const command of ['protect', 'audit', 'layout', 'verify']) {
      expect(text).toMatch(new RegExp(`^ {2}${command} +\\S`, 'm'));
    }
  });

  it('explains every option that a command takes', async () => {
    const options = {
      protect: [
        'spec',
        'in',
        'out',
        'threshold',
        'level',
        'method',
        'time-limit',
        'seed',
        'ledger',
        'release',
        'at',
        'audience',
        'internal-report',
        'format',
        'meta',
        'progress',
      ],
      audit: ['in', 'spec', 'width', 'integer', 'intervals', 'ledger', 'known', 'masked-range', 'system'],
      layout: ['spec', 'in', 'threshold', 'max-masked', 'limit', 'progress'],
      verify: ['table', 'certificate', 'spec'],
    };
    for (const [command, flags] of Object.entries(options)) {
      const { code, text } = await workshop.call(command, '--in', 'x', '--help');
      expect(code).toBe(0);
      expect(text).toContain('Code de sortie');
      for (const flag of flags) expect(text).toMatch(new RegExp(`^ {2}--${flag}\\b`, 'm'));
    }
  });
});

describe('progress', () => {
  const speak = (asked: boolean, isTTY: boolean): string => {
    let time = 0;
    let written = '';
    const stream = { isTTY, write: (text: string) => (written += text) };
    const progress = progressTo(stream, asked, () => time);
    for (let step = 1; step <= 40; step += 1) {
      time += 100;
      progress(protectionStep({ phase: 'integer', cuts: step }));
    }
    return written;
  };

  it('speaks once a second on a terminal, or where it is asked to, and nowhere else', () => {
    expect(speak(false, false)).toBe('');
    expect(speak(false, true).trim().split('\n')).toHaveLength(4);
    expect(speak(true, false)).toMatch(/^Protection\u00a0: recherche du meilleur masquage, 1 coupes…\n/);
  });

  it('never mixes with the answer', async () => {
    const workshop = new Workshop();
    try {
      const { code, out, err } = await workshop.protect('--level', 'exact', '--progress');
      expect({ code, out }).toMatchObject({ code: 0, out: { ok: true } });
      expect(err).toMatch(/^(Lecture|Calcul|Protection)/);
    } finally {
      workshop.clear();
    }
  });
});
