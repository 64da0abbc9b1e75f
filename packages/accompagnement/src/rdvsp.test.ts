import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseRdvsp,
  toBrouillonRdvsp,
  toCommandesRdvsp,
  toExdatesRdvsp,
  toPermanenceRdvsp,
  verifyRdvsp,
} from './imports.ts';

const body =
  '{"meta":{"model":"Rdv","event":"updated","webhook_reason":null,"timestamp":"2026-11-23 09:00:00 +0100"},"data":{"id":42,"status":"seen"}}';
const signature = '43fc49aa530b6fe1a9b87fb43e92f99edc51e0937db7c60b069298660dced54a';
const secret = 'secret-de-test';

const webhook = (model: string, data: object, event = 'updated'): unknown => ({
  meta: { model, event, webhook_reason: null, timestamp: '2026-11-23 09:00:00 +0100' },
  data: { id: 42, ...data },
});
const value = (input: unknown) => {
  const r = parseRdvsp(input);
  if (!r.ok) throw new Error(r.motifs.map((m) => `${m.code} ${(m.path ?? []).join('.')}`).join(', '));
  return r.value;
};

describe('RDV Service Public', () => {
  it('23: verifies the signature of the raw body, in constant time and without throwing', () => {
    expect(body).toHaveLength(137);
    expect(verifyRdvsp(body, signature, secret)).toBe(true);
    expect(verifyRdvsp(new TextEncoder().encode(body), signature, secret)).toBe(true);
    expect(verifyRdvsp(`${body} `, signature, secret)).toBe(false);
    expect(verifyRdvsp(body, signature.toUpperCase(), secret)).toBe(true);
    for (const wrong of ['', 'abc', signature.slice(1), `${signature}00`, 'z'.repeat(64)]) {
      expect(verifyRdvsp(body, wrong, secret)).toBe(false);
    }
    expect(verifyRdvsp(body, signature, '')).toBe(false);
  });

  it('reads the states of a rdv, and nothing of its users', () => {
    const rdv = {
      status: 'noshow',
      starts_at: '2026-11-23 14:00:00 +0100',
      duration_in_min: 45,
      created_by: 'prescripteur',
      users_count: 2,
      users: [{ first_name: 'Secret', last_name: 'SECRET', phone_number: '0601020304' }],
      context: 'Mme Secret',
      lieu: { id: 7, name: 'Mairie' },
      agents: [{ id: 3, email: 'secret@example.fr' }],
    };
    const e = value(webhook('Rdv', rdv));
    expect(e).toEqual({
      cle: 'Rdv|42|2026-11-23 09:00:00 +0100',
      source: '42',
      le: '2026-11-23T08:00:00.000Z',
      type: 'rdv_non_honore',
      debut: '2026-11-23T13:00:00.000Z',
      dureeMin: 45,
      lieuSource: '7',
      agentSources: ['3'],
      usagers: 2,
      adressage: true,
    });
    const types = ['unknown', 'seen', 'excused', 'revoked'].map(
      (status) => value(webhook('Rdv', { ...rdv, status })).type,
    );
    expect(types).toEqual(['rdv_pris', 'rdv_honore', 'rdv_annule', 'rdv_annule']);
    expect(value(webhook('Rdv', rdv, 'destroyed')).type).toBe('rdv_supprime');
    expect(value(webhook('User', { first_name: 'Secret' }))).not.toHaveProperty('first_name');
  });

  it('counts a missed rdv once however often it is told, and drafts a held one', () => {
    const missed = value(webhook('Rdv', { status: 'noshow', users_count: 1 }));
    const [command, ...rest] = toCommandesRdvsp(missed, 'seance-1');
    expect(rest).toEqual([]);
    expect(command).toMatchObject({ type: 'NoterRdvNonHonore', seanceId: 'seance-1', nombre: 1 });
    expect(toCommandesRdvsp({ ...missed, cle: 'later' }, 'seance-1')[0]?.op).toBe(command?.op);
    const held = value(
      webhook('Rdv', { status: 'seen', starts_at: '2026-11-23T23:30:00Z', duration_in_min: 30 }),
    );
    expect(toBrouillonRdvsp(held, 'Europe/Paris')).toEqual({
      date: '2026-11-24',
      dureeMin: 30,
      lieuSource: null,
    });
    expect(toBrouillonRdvsp(missed, 'Europe/Paris')).toBeNull();
    expect(toCommandesRdvsp(held, 'seance-1')).toEqual([]);
  });

  it('turns an absence into the days that it closes', () => {
    const p = { rrule: 'FREQ=WEEKLY;BYDAY=MO', premierJour: '2026-11-02', debut: '09:00', fin: '12:00' };
    const all = { du: '2026-11-01', au: '2026-12-31' };
    const absence = (data: object) => {
      const e = value(
        webhook('Absence', {
          first_day: '2026-11-09',
          start_time: '08:00:00',
          end_time: '18:00:00',
          ...data,
        }),
      );
      if (e.type !== 'absence') throw new Error(e.type);
      return toExdatesRdvsp(e, p, all);
    };
    expect(absence({ end_day: '2026-11-23' })).toEqual(['2026-11-09', '2026-11-16', '2026-11-23']);
    expect(absence({ start_time: '13:00', end_day: '2026-11-16', end_time: '09:00' })).toEqual([]);
    expect(absence({ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=2' })).toEqual([
      '2026-11-09',
      '2026-11-23',
    ]);
    const slot = value(
      webhook(
        'PlageOuverture',
        {
          ical_uid: 'u@rdv',
          first_day: '2026-11-02',
          start_time: '2000-01-01T09:00:00',
          end_time: '12:00:00',
          rrule: 'FREQ=WEEKLY;BYDAY=MO',
          lieu: { id: 7 },
        },
        'created',
      ),
    );
    expect(slot).toMatchObject({
      type: 'plage',
      action: 'creee',
      debut: '09:00',
      fin: '12:00',
      uid: 'u@rdv',
      lieuSource: '7',
    });
  });

  it('makes a permanence of a slot, the same one each time it changes', () => {
    const slot = (data: object) => {
      const e = value(
        webhook('PlageOuverture', {
          first_day: '2026-11-02',
          start_time: '09:00:00',
          end_time: '12:00:00',
          ...data,
        }),
      );
      if (e.type !== 'plage') throw new Error(e.type);
      return toPermanenceRdvsp(e, {
        ...{ lieuId: 'lieu-1', agentIds: ['agent-1'], zone: 'Europe/Paris' },
        ...{ accueil: 'sur_rdv', publique: true },
      });
    };
    const weekly = slot({ rrule: 'FREQ=WEEKLY;BYDAY=MO' });
    const moved = slot({ rrule: 'FREQ=WEEKLY;BYDAY=TU', end_time: '13:00:00' });
    expect(weekly).toMatchObject({
      ok: true,
      value: { rrule: 'FREQ=WEEKLY;BYDAY=MO', debut: '09:00', fin: '12:00' },
    });
    expect(moved.ok && moved.value.id).toBe(weekly.ok && weekly.value.id);
    expect(slot({})).toMatchObject({ ok: true, value: { rrule: 'FREQ=DAILY;COUNT=1' } });
    expect(slot({ rrule: 'FREQ=YEARLY' })).toMatchObject({
      ok: false,
      motifs: [{ code: 'rrule_non_prise_en_charge' }],
    });
  });

  it('refuses what is not a webhook with every reason and path, and never throws', () => {
    const bad = parseRdvsp(webhook('Rdv', { status: 'perdu', starts_at: 'hier' }));
    expect(bad.ok ? [] : bad.motifs.map((m) => [m.code, (m.path ?? []).join('.')])).toEqual([
      ['code_inconnu', 'data.status'],
      ['instant_invalide', 'data.starts_at'],
    ]);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ meta: fc.jsonValue(), data: fc.jsonValue() }),
          fc.jsonValue().map((d) => webhook('Rdv', { status: d })),
        ),
        (input) => {
          expect(typeof parseRdvsp(input).ok).toBe('boolean');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
