import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrientation } from './orientation-schema.ts';
import {
  createOrientation,
  searchAteliers,
  serviceOfTheme,
  type AtelierAnnonce,
  type DemandeAtelier,
} from './orientation.ts';
import { LISTES } from './nomenclature-2026-1.ts';

const le = '2026-11-22';
const ici = { latitude: 46.03, longitude: 4.07 };
const atelier: AtelierAnnonce = {
  id: 'a-1',
  date: '2026-11-24',
  debut: '14:00',
  dureeMin: 90,
  theme: 'email',
  titre: 'Écrire des courriels',
  niveau: 'debutant',
  nom: 'Salle du Buvard',
  commune: 'Roanne',
  ...ici,
};
const demande: DemandeAtelier = {
  besoins: ['Maîtrise des outils numériques du quotidien'],
  position: ici,
  deplacement: 'marche',
};
const find = (un: Partial<AtelierAnnonce> = {}, over: Partial<DemandeAtelier> = {}) =>
  searchAteliers([{ ...atelier, ...un }], { ...demande, ...over }, { le });

describe('searchAteliers', () => {
  it('gives 100 to the workshop of her theme and level, next door, this week', () => {
    const { top, motifs } = find({ placesRestantes: 1 }, { niveau: 'debutant', themes: ['email'] });
    expect(motifs).toEqual([]);
    expect(top[0]).toMatchObject({
      score: 100,
      parts: { besoin: 40, niveau: 20, date: 20, distance: 20 },
    });
    expect(top[0]?.raisons.map(({ phrase }) => phrase)).toEqual([
      'On y apprend\u00a0: écrire des courriels.',
      'On y commence depuis le début. C’est son niveau.',
      'C’est dans 2 jours, mardi 24 novembre 2026 à 14\u00a0h.',
      'À 10\u00a0mètres à vol d’oiseau.',
      'Il reste une place.',
    ]);
  });

  it.each([
    ['complet', { placesRestantes: 0 }, {}, 'Cet atelier est complet.'],
    [
      'niveau_trop_haut',
      { niveau: 'avance' },
      { niveau: 'debutant' },
      'Cet atelier demande d’en savoir déjà plus.',
    ],
    ['autre_theme', {}, { themes: ['bureautique'] }, 'Cet atelier a un autre thème.'],
    ['trop_loin', { latitude: 46.08 }, {}, 'Cet atelier est à 5,6\u00a0km, au-delà de 1,5\u00a0km.'],
    ['position_inconnue', { latitude: null }, {}, 'On ne sait pas à quelle distance est cet atelier.'],
    ['trop_tard', { date: '2027-03-01' }, {}, 'Cet atelier est dans longtemps, le 1er mars 2027.'],
    [
      'autre_moment',
      {},
      { creneau: { jour: 1, debut: 540, fin: 720, exige: true } },
      'Cet atelier est à un autre moment.',
    ],
  ] as const)('%s: a near miss, in words', (code, un, over, phrase) => {
    const { top, presque, motifs } = find(un, over);
    expect(top).toEqual([]);
    expect(presque[0]?.filtre).toEqual({ code, phrase });
    expect(motifs).toEqual([
      {
        code: 'aucun_atelier',
        phrase: 'Aucun atelier annoncé ne convient.',
        alternative: 'Regardez les ateliers à qui il manque une seule chose.',
      },
    ]);
  });

  it.each([
    ['two filters', { placesRestantes: 0, latitude: 46.08 }, {}],
    ['a past day', { date: '2026-11-21' }, {}],
    ['another need', {}, { besoins: ['Aide aux démarches administratives'] }],
    ['beyond reach', { latitude: 47 }, {}],
  ] as const)('%s: not even a near miss', (_, un, over) => {
    expect(find(un, over)).toMatchObject({ top: [], presque: [] });
  });

  it('weighs how soon it is: all within a week, nothing at sixty days', () => {
    const date = (jour: string) => find({ date: jour }).top[0]?.parts.date;
    expect([date('2026-11-22'), date('2026-11-29'), date('2026-11-30')]).toEqual([20, 20, 19.623]);
    expect(date('2027-01-21')).toBe(0);
  });

  it('says all that is wrong with a request', () => {
    const mal = { ...demande, besoins: [], niveau: 'expert' } as unknown as DemandeAtelier;
    const { motifs } = searchAteliers([atelier], mal, { le: '2026-13-01' });
    expect(motifs.map(({ code, path }) => `${code} ${(path ?? []).join('.')}`)).toEqual([
      'besoin_manquant besoins',
      'code_inconnu niveau',
      'date_invalide le',
    ]);
  });

  const annonces: fc.Arbitrary<AtelierAnnonce[]> = fc
    .array(
      fc.record({
        jour: fc.integer({ min: 19, max: 30 }),
        debut: fc.constantFrom('09:00', '14:00'),
        theme: fc.constantFrom(...LISTES.theme.map(({ code }) => code)),
        niveau: fc.constantFrom(...LISTES.niveauAtelier.map(({ code }) => code)),
        pas: fc.integer({ min: -6, max: 6 }),
        place: fc.integer({ min: 0, max: 9 }),
        places: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      }),
      { maxLength: 12 },
    )
    .map((rows) =>
      rows.map(({ jour, pas, place, places, ...row }, i) => ({
        ...atelier,
        ...row,
        id: `a-${i}`,
        date: `2026-11-${jour}`,
        latitude: place === 0 ? null : ici.latitude + pas * 0.005,
        ...(places === undefined ? {} : { placesRestantes: places }),
      })),
    );

  it('is the same in any order; parts add up; sentences are short; what it gives can be stored', () => {
    fc.assert(
      fc.property(annonces, fc.constantFrom(...LISTES.niveauAtelier), (liste, { code }) => {
        const asked = {
          ...demande,
          besoins: [...new Set(liste.map((a) => serviceOfTheme(a.theme)))],
          niveau: code,
        };
        if (asked.besoins.length === 0) return;
        const r = searchAteliers(liste, asked, { le });
        expect(searchAteliers([...liste].reverse(), asked, { le })).toEqual(r);
        for (const { parts, score, raisons, filtre, atelierId } of [...r.top, ...r.presque]) {
          const sum = parts.besoin + parts.niveau + parts.date + parts.distance;
          expect(Math.abs(sum - score)).toBeLessThan(0.002);
          expect(score).toBeLessThanOrEqual(100);
          for (const phrase of [...raisons.map((one) => one.phrase), filtre?.phrase ?? '']) {
            for (const sentence of phrase.split('. '))
              expect(
                sentence.split(/[\s\u00a0]+/).filter((w) => /[\p{L}\p{N}]/u.test(w)).length,
              ).toBeLessThan(13);
          }
          const o = createOrientation(
            {
              id: 'o-1',
              interventionId: 'i-1',
              cible: { nature: 'atelier', atelierId },
              besoin: asked.besoins[0] ?? 'Aide aux démarches administratives',
              raisons,
              canal: 'remis_papier',
            },
            { maintenant: '2026-11-22T09:00:00.000Z', zone: 'Europe/Paris' },
          );
          expect(parseOrientation(o).ok).toBe(true);
        }
        for (const { filtre } of r.top) expect(filtre).toBeUndefined();
        for (const { filtre } of r.presque) expect(filtre).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });
});
