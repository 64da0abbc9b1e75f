import { describe, expect, it } from 'vitest';
import { can, type Acteur } from './index.ts';
import { REGLES_CONSERVATION, applyConservation, planConservation } from './conservation.ts';
import {
  annulerImport,
  detectColonnes,
  importCoop,
  importTableur,
  readIcal,
  verifyRdvsp,
  writeIcal,
} from './interop.ts';
import { parseHoraires, toDataInclusion } from './lieux.ts';
import { advance, createOrientation, toDemande, toIcalendar, type Orientation } from './orientation.ts';
import { generateScenario } from './scenario.ts';
import { decide } from './seance.ts';
import { answerAdressage, closeSuivi, toRetour } from './suivi.ts';
import type { Adressage } from './adressage.ts';

const acteur: Acteur = { id: 'a', structureId: 's', roles: ['ecrivain'] };
const scenario = generateScenario({ set: 'loire-seed', graine: 1, zone: 'Europe/Paris' });
const zone = 'Europe/Paris';
const orientation = { ...scenario.orientations[0], statut: 'proposee' } as Orientation;
const suivi = scenario.suivis.find(({ closLe }) => closLe === null);
const ports = {
  getDemarche: () => null,
  checkMandat: () => ({ ok: false as const, motifs: [] }),
};
const csv = new TextEncoder().encode('Date;Thème\n01/11/2026;Courriel\n');
const { mapping } = detectColonnes(['Date', 'Thème'], []);

const USERS: Record<string, (maintenant: string) => unknown> = {
  decide: (maintenant) =>
    decide(
      null,
      {
        type: 'OuvrirSeance',
        op: 'o',
        seanceId: 's',
        permanenceId: null,
        lieuId: 'l',
        agentId: 'a',
        date: '2026-11-23',
      },
      ports,
      { maintenant, zone, alea: (n) => new Uint8Array(n), acteur },
    ),
  closeSuivi: (maintenant) => {
    if (suivi === undefined) throw new Error('the scenario has an open suivi');
    return closeSuivi(suivi, 'obtenu', { maintenant, zone });
  },
  toRetour: (maintenant) => toRetour({ recuLe: '2026-11-22T09:00:00.000Z' }, [], { maintenant, zone }),
  answerAdressage: (maintenant) =>
    answerAdressage({ recuLe: '2026-11-22T09:00:00.000Z', retour: null } as Adressage, 'fait', {
      maintenant,
    }),
  advance: (maintenant) => advance(orientation, 'acceptee', { maintenant, zone }),
  createOrientation: (maintenant) => createOrientation(orientation, { maintenant, zone }),
  toIcalendar: (maintenant) =>
    toIcalendar(
      { id: 'r', rdvLe: '2026-11-23T09:30:00.000Z', lieu: { nom: 'n' } } as Parameters<typeof toIcalendar>[0],
      { maintenant },
    ),
  writeIcal: (maintenant) => writeIcal(scenario.permanences.slice(0, 1), { maintenant }),
  applyConservation: (maintenant) =>
    applyConservation(planConservation({ zone, dossiers: [] }, REGLES_CONSERVATION, '2026-11-23'), {
      maintenant,
      zone,
    }),
  importTableur: (maintenant) => importTableur(csv, mapping, { maintenant, acteur, lieuParDefaut: 'l' }),
  importCoop: (maintenant) => importCoop(csv, { maintenant, acteur, lieuParDefaut: 'l' }),
  annulerImport: (maintenant) =>
    annulerImport([], { maintenant, acteur, confirmeLe: '2026-11-23T09:30:00.000Z' }),
};

describe('the moment that a caller gives', () => {
  it.each(Object.entries(USERS))('%s takes no local time and no word for an instant', async (_, use) => {
    for (const wrong of ['2026-11-23T09:30:00', '2026-11-23', '2026-13-45T09:30:00Z', '', 'x', null, 5]) {
      // eslint-disable-next-line @typescript-eslint/require-await -- what throws at once and what rejects look the same
      await expect((async () => use(wrong as string))()).rejects.toThrow(RangeError);
    }
  });
});

describe('what is no data of ours', () => {
  const foreign: unknown[] = [
    undefined,
    null,
    5,
    '',
    'x',
    true,
    [],
    {},
    [null],
    JSON.parse('{"__proto__":{}}'),
  ];
  it.each<[string, (v: never) => unknown]>([
    ['can, an account', (v) => can(v, 'ouvrir_seance', { structureId: 's' })],
    ['can, an action', (v) => can(acteur, v, { structureId: 's' })],
    ['can, a resource', (v) => can(acteur, 'ouvrir_seance', v)],
    ['readIcal', (v) => readIcal(v)],
    ['parseHoraires', (v) => parseHoraires(v)],
    ['advance', (v) => advance(v, 'acceptee', { maintenant: '2026-11-23T09:30:00.000Z', zone })],
    ['toDemande', (v) => toDemande(v, { position: { latitude: 45, longitude: 4 }, deplacement: 'marche' })],
    ['toDataInclusion', (v) => toDataInclusion(v)],
  ])('%s: refused in words, never thrown', (_, use) => {
    for (const v of foreign) {
      expect(use(v as never)).toMatchObject({
        ok: false,
        motifs: [{ phrase: expect.stringMatching(/.{10}/) as string }],
      });
    }
  });

  it('is the signature of nobody', () => {
    for (const v of foreign) {
      expect(verifyRdvsp(v as string, 'a'.repeat(64), 'secret')).toBe(false);
      expect(verifyRdvsp('corps', v as string, 'secret')).toBe(false);
      expect(verifyRdvsp('corps', 'a'.repeat(64), v as string)).toBe(false);
    }
  });

  it('is no file: said in the report', async () => {
    const o = { maintenant: '2026-11-23T09:30:00.000Z', acteur, lieuParDefaut: 'l' };
    for (const v of foreign) {
      expect((await importTableur(v as Uint8Array, mapping, o)).issues.map((i) => i.code)).toEqual([
        'fichier_illisible',
      ]);
      expect((await importCoop(v as Uint8Array, o)).issues.map((i) => i.code)).toEqual(['fichier_illisible']);
    }
  });
});
