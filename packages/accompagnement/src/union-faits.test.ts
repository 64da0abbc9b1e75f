import { getDemarche } from '@porte-plume/demarches';
import { emptyLedger, parseLedger, type Ledger } from '@porte-plume/statistiques';
import { describe, expect, it } from 'vitest';
import {
  computeIndicateurs,
  DOUBLONS_POSSIBLES,
  freezeRapport,
  getIndicateurs,
  unionFaits,
  verifyRapport,
  type ContexteRapport,
  type Faits,
  type IndicateurValue,
  type Rapport,
} from './indicateurs.ts';
import { generateScenario, type Scenario } from './scenario.ts';

const SET = 'indicateurs@2026.1';
const scenarios = [1, 2, 3].map((graine) =>
  generateScenario({ set: 'loire-seed', graine, zone: 'Europe/Paris' }),
);
const faitsOf = (s: Scenario): Faits => ({
  interventions: s.interventions,
  seances: s.seances,
  lieux: s.lieux,
  permanences: s.permanences,
  orientations: [],
  suivis: s.suivis,
  zone: 'Europe/Paris',
  getDemarche: (id) => getDemarche(id),
});
const structures = scenarios.map((s, rang) => ({ id: `structure-${String(rang)}`, faits: faitsOf(s) }));
const union = (de = structures): Faits => {
  const lue = unionFaits(de);
  if (!lue.ok) throw new Error(lue.motifs.map(({ code }) => code).join(' '));
  return lue.value.faits;
};
const periode = { du: '2020-01-01', au: '2021-12-31' };
const codes = (lu: ReturnType<typeof unionFaits>) =>
  lu.ok ? [] : lu.motifs.map(({ code, path }) => [code, path]);

describe('unionFaits', () => {
  it('counts what the structures count, one after the other', () => {
    const compte = (faits: Faits) => computeIndicateurs(getIndicateurs(SET), faits, periode);
    const communs = compte(union());
    const siens = structures.map(({ faits }) => compte(faits));
    for (const code of ['A1', 'A2', 'A2b', 'A3', 'A5', 'A7', 'Q1', 'P1', 'R1', 'O5']) {
      const n = (lu: (typeof siens)[number]): IndicateurValue | undefined => {
        const un = lu[code];
        return un?.ok === true ? un.value : undefined;
      };
      expect([code, n(communs)?.n]).toEqual([code, siens.reduce((a, un) => a + (n(un)?.n ?? NaN), 0)]);
    }
  });

  it('counts the same person once in each structure that received her, never once for both', () => {
    const [une] = structures;
    if (une === undefined) throw new Error('no structure');
    const memes = ['a', 'b', 'c'].map((id) => ({ id, faits: une.faits }));
    const a2 = getIndicateurs(SET).filter(({ code }) => code === 'A2');
    const valeur = (faits: Faits) => {
      const lu = computeIndicateurs(a2, faits, periode).A2;
      return lu?.ok === true ? (lu.value.value ?? 0) : NaN;
    };
    expect(valeur(union(memes))).toBe(3 * valeur(une.faits));
    expect(DOUBLONS_POSSIBLES).toContain('deux structures');
  });

  it('keeps the visits of a person, of merged files and of one pseudonym together', () => {
    const [une] = structures;
    const suivies = une?.faits.interventions.filter(({ personne }) => personne.nature === 'suivie') ?? [];
    const [de, vers] = [
      ...new Set(suivies.map(({ personne }) => (personne.nature === 'suivie' ? personne.id : ''))),
    ];
    const fusion = { ...une?.faits, fusions: [{ de, vers }] } as Faits;
    const personnes = (faits: Faits) =>
      new Set(faits.interventions.map(({ personne: p }) => (p.nature === 'suivie' ? p.id : ''))).size;
    const avec = union([{ id: 'a', faits: fusion }, ...structures.slice(1)]);
    expect(personnes(avec)).toBe(personnes(union()) - 1);
  });

  it('holds no id, pseudonym, writer, time of day or word of a structure', () => {
    const ecrits = new Set(JSON.stringify(union()).match(/"[^"]*"/gu));
    for (const { faits, id } of structures) {
      const secrets = [
        id,
        ...faits.lieux.map((lieu) => lieu.id),
        ...faits.seances.map(({ agentId }) => agentId ?? id),
      ];
      for (const { id: une, seanceId, personne, actes, creeLe } of faits.interventions) {
        secrets.push(une, seanceId, creeLe, ...actes.map((acte) => acte.id));
        if (personne.nature === 'suivie') secrets.push(personne.id, personne.pseudonyme);
      }
      expect(secrets.filter((secret) => ecrits.has(`"${secret}"`))).toEqual([]);
    }
  });

  it('leaves out a fact that one of them does not keep', () => {
    const [une, ...autres] = structures;
    if (une === undefined) throw new Error('no structure');
    const sans: Faits = { ...une.faits };
    delete (sans as { suivis?: unknown }).suivis;
    const lus = computeIndicateurs(
      getIndicateurs(SET),
      union([{ id: 'a', faits: sans }, ...autres]),
      periode,
    );
    expect(lus.R1?.ok === false && lus.R1.motifs.map(({ code }) => code)).toEqual(['faits_absents']);
    expect(lus.A1?.ok).toBe(true);
  });

  it('refuses two structures, one twice, and what is no fact, all at once', () => {
    expect(codes(unionFaits(structures.slice(0, 2)))).toEqual([['reseau_trop_petit', undefined]]);
    expect(codes(unionFaits(null as never))).toEqual([['faits_absents', []]]);
    const [une] = structures;
    const faux = [une, une, { id: '', faits: { ...une?.faits, lieux: null, seances: [{ id: 3 }] } }] as never;
    expect(codes(unionFaits(faux))).toEqual([
      ['structure_en_double', [1, 'id']],
      ['id_manquant', [2, 'id']],
      ['id_manquant', [2, 'faits', 'seances', 0, 'id']],
      ['faits_absents', [2, 'faits', 'lieux']],
      ['reseau_trop_petit', undefined],
    ]);
  });
});

describe('a common report', () => {
  const alea = (octets: number) => new Uint8Array(octets).fill(7);
  const contexte = (structureId: string, over: Partial<ContexteRapport> = {}): ContexteRapport => ({
    maintenant: '2027-01-15T09:00:00.000Z',
    zone: 'Europe/Paris',
    alea,
    acteur: { id: 'c', structureId, roles: ['coordinateur'] },
    audience: 'funder',
    ledger: emptyLedger(),
    ...over,
  });
  const sur = { du: '2021-01-01', au: '2021-06-30' };
  const ledgerOf = (...rapports: Rapport[]): Ledger => {
    const lu = parseLedger(rapports.flatMap((r) => r.publications.map(({ ligne }) => ligne)).join('\n'));
    if (!lu.ok) throw new Error('ledger');
    return lu.value;
  };
  const fige = async (faits: Faits, ctx: ContexteRapport, quand = sur): Promise<Rapport> => {
    const lu = await freezeRapport(SET, faits, quand, ctx);
    if (!lu.ok) throw new Error(lu.motifs.map(({ code, phrase }) => `${code} ${phrase}`).join('\n'));
    return lu.value;
  };
  const reseauOf = (ledgers: readonly Ledger[] = []) => ({
    structures: structures.map(({ id }, rang) => ({ id, ledger: ledgers[rang] ?? emptyLedger() })),
  });
  const commun = (ledgers: readonly Ledger[] = [], over: Partial<ContexteRapport> = {}) =>
    fige(union(), contexte('structure-0', { reseau: reseauOf(ledgers), ...over }));

  it('is frozen once, checked like any other, and says where persons may be there twice', async () => {
    const rapport = await commun();
    expect(await verifyRapport(rapport)).toEqual({ ok: true, value: true });
    expect(rapport.reseau?.structures).toEqual(structures.map(({ id }) => id));
    expect(
      rapport.chiffres.filter(({ reserve }) => reserve === DOUBLONS_POSSIBLES).map(({ code }) => code),
    ).toEqual(expect.arrayContaining(['A2', 'A4']));
    const a1 = rapport.chiffres.find(({ code }) => code === 'A1');
    const comptees = structures.flatMap(({ faits }) =>
      faits.interventions.filter(({ date, annulee }) => annulee === null && date >= sur.du && date <= sur.au),
    );
    expect(a1?.valeur).toBe(comptees.length);
  });

  it('hides more beside what its structures have published, and is still true', async () => {
    const siens = await Promise.all(structures.map(({ id, faits }) => fige(faits, contexte(id))));
    const seul = await commun();
    const acote = await commun(siens.map((un) => ledgerOf(un)));
    // What is left of a common figure once two of the three have been taken away.
    const restes = (r: Rapport): number[] => {
      const casesOf = (de: Rapport) =>
        new Map(
          de.publications.flatMap(({ unite, csv }) => {
            const [entete = '', ...lignes] = csv
              .trim()
              .split('\n')
              .map((ligne) => ligne.split(','));
            return lignes.map(([...une]) => {
              const cle = une
                .slice(0, -2)
                .flatMap((code, i) => (code === 'Total' ? [] : [`${entete[i] ?? ''}=${code}`]));
              return [
                `${unite} ${cle.sort().join(' ')}`,
                une.at(-2) === '' ? null : Number(une.at(-2)),
              ] as const;
            });
          }),
        );
      const [commune, ...parts] = [r, ...siens].map(casesOf);
      return [...(commune ?? [])].flatMap(([cle, n]) =>
        parts.flatMap((_, sauf) => {
          const autres = parts.filter((__, rang) => rang !== sauf).map((part) => part.get(cle) ?? null);
          return n === null || autres.includes(null)
            ? []
            : [n - autres.reduce<number>((x, y) => x + (y ?? 0), 0)];
        }),
      );
    };
    const petits = (r: Rapport) => restes(r).filter((n) => n > 0 && n < 5);
    expect(petits(seul).length).toBeGreaterThan(0);
    expect(petits(acote)).toEqual([]);
    expect(restes(acote).length).toBeGreaterThan(10);
    expect((await verifyRapport(acote)).ok).toBe(true);
  }, 60_000);

  const duSemestre = ({ interventions }: Faits) =>
    interventions.filter(({ date }) => date >= sur.du && date <= sur.au);

  /** The report of the first structure once the common one is out, the two others having received `visites` each. */
  const apres = async (visites: number) => {
    const [une, ...autres] = structures.map(({ id, faits }, rang) => ({
      id,
      faits: rang === 0 ? faits : { ...faits, interventions: duSemestre(faits).slice(0, visites) },
    }));
    if (une === undefined) throw new Error('no structure');
    const rapport = await fige(union([une, ...autres]), contexte('structure-0', { reseau: reseauOf() }));
    const communes = rapport.publications.map(({ spec, csv }) => ({
      spec,
      csv,
      structures: autres.map(({ id }) => ({ id, ledger: emptyLedger() })),
    }));
    return freezeRapport(SET, une.faits, sur, contexte(une.id, { communes }));
  };

  it('comes before a report of one structure, refused when the two together would tell the visits of the others', async () => {
    const lu = await apres(1);
    expect(lu.ok ? [] : [...new Set(lu.motifs.map(({ code }) => code))]).toEqual(['LEDGER_BLOCKS']);
  }, 60_000);

  it('comes before a report of one structure, given and sound when the others are many', async () => {
    const lu = await apres(50);
    expect(lu.ok ? [] : lu.motifs.map(({ code }) => code)).toEqual([]);
    if (lu.ok) expect((await verifyRapport(lu.value)).ok).toBe(true);
  }, 60_000);

  it('is refused under three structures, and when one left since the last on these months', async () => {
    const refus = async (over: Partial<ContexteRapport>) => {
      const lu = await freezeRapport(SET, union(), sur, contexte('structure-0', over));
      return lu.ok ? [] : lu.motifs.map(({ code }) => code);
    };
    const { structures: trois } = reseauOf();
    expect(await refus({ reseau: { structures: trois.slice(1) } })).toEqual(['reseau_trop_petit']);
    const quatre = { structures: [...trois, { id: 'partie', ledger: emptyLedger() }] };
    const avant = await commun([], { reseau: quatre });
    expect(await refus({ reseau: { structures: trois }, ledger: ledgerOf(avant) })).toEqual([
      'reseau_change',
    ]);
  });
});
