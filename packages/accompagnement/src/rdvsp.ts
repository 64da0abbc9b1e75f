import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import type { NoterRdvNonHonore } from './commande-seance.ts';
import { civilDateOf, isCivilDate, type DateCivile, type Id, type Instant } from './date-civile.ts';
import { parsePermanence, type Permanence } from './permanence-schema.ts';
import { expandRegle, parseRrule } from './recurrence.ts';
import { idOf } from './import-reprise.ts';
import { read } from './lecture.ts';
import { accept, refuse, type Resultat } from './resultat.ts';

/**
 * Whether a webhook of RDV Service Public is theirs: `X-Lapin-Signature` is the hex HMAC-SHA256 of the raw body. Give the body
 * as it came, before any JSON parsing: one more space is another body. Constant time over the signature; whatever is no body, no
 * signature or no secret is not theirs.
 */
export function verifyRdvsp(corps: string | Uint8Array, signature: string, secret: string): boolean {
  if (typeof signature !== 'string' || !/^[0-9a-f]{64}$/i.test(signature)) return false;
  if (typeof secret !== 'string' || secret === '') return false;
  if (typeof corps !== 'string' && !((corps as unknown) instanceof Uint8Array)) return false;
  const expected = hmac(sha256, utf8ToBytes(secret), typeof corps === 'string' ? utf8ToBytes(corps) : corps);
  let different = 0;
  for (let i = 0; i < expected.length; i++) {
    different |= (expected[i] ?? 0) ^ parseInt(signature.slice(2 * i, 2 * i + 2), 16);
  }
  return different === 0;
}

const InstantRdvSchema = z.string().check(z.refine((v) => toInstant(v) !== undefined, 'instant_invalide'));
const RangSchema = z.union([z.int(), z.string().check(z.maxLength(80))]);
const PorteurSchema = z.nullish(z.object({ id: RangSchema }));

const EnveloppeSchema = z.object({
  meta: z.object({
    model: z.string(),
    event: z.enum(['created', 'updated', 'destroyed']),
    webhook_reason: z.nullish(z.string()),
    timestamp: InstantRdvSchema,
  }),
  data: z.object({ id: RangSchema }),
});

const STATUTS = ['unknown', 'waiting', 'seen', 'excused', 'revoked', 'noshow'] as const;

/** Only what is read: names, phones, mails and contexts of users are left out before anything else is done. */
const RdvSchema = z.object({
  status: z.enum(STATUTS),
  starts_at: z.nullish(InstantRdvSchema),
  duration_in_min: z.nullish(z.number()),
  created_by: z.nullish(z.string()),
  users_count: z.nullish(z.int()),
  lieu: PorteurSchema,
  agents: z.nullish(z.array(z.object({ id: RangSchema }))),
});
const LocalTimeSchema = z.string().check(z.regex(/^(?:.*T)?([01]\d|2[0-3]):[0-5]\d/, 'heure_invalide'));
const PlageSchema = z.object({
  ical_uid: z.nullish(z.string()),
  first_day: z.string().check(z.refine(isCivilDate, 'date_invalide')),
  end_day: z.nullish(z.string().check(z.refine(isCivilDate, 'date_invalide'))),
  start_time: LocalTimeSchema,
  end_time: LocalTimeSchema,
  rrule: z.nullish(z.string().check(z.maxLength(300))),
  lieu: PorteurSchema,
  agent: PorteurSchema,
});

interface Commun {
  /** (model, id, timestamp): the same webhook sent again has the same key, and nothing is done twice. */
  cle: string;
  /** Id in RDV Service Public. */
  source: string;
  /** When it happened there. */
  le: Instant;
}

/** Slot of a permanence, or absence: local hours, as RDV Service Public knows them. */
interface Plage extends Commun {
  action: 'creee' | 'modifiee' | 'supprimee';
  uid: string | null;
  premierJour: DateCivile;
  dernierJour: DateCivile | null;
  debut: string;
  fin: string;
  rrule: string | null;
  agentSource: string | null;
}

export type EvenementRdvsp =
  | (Commun & {
      type: 'rdv_pris' | 'rdv_annule' | 'rdv_non_honore' | 'rdv_honore' | 'rdv_supprime';
      debut: Instant | null;
      dureeMin: number | null;
      lieuSource: string | null;
      agentSources: string[];
      /** Persons of the rdv: a count, never who. */
      usagers: number;
      /** Booked by a prescriber: to be made an adressage with the person's yes. */
      adressage: boolean;
    })
  | (Plage & { type: 'plage'; lieuSource: string | null })
  | (Plage & { type: 'absence' })
  /** A model of which nothing is made (User, Motif…). */
  | (Commun & { type: 'ignore' });

/**
 * Reads the JSON of a webhook whose signature was verified. Users are never read, so never merged: only their count remains.
 *
 * Motifs: those of the shape (`champ_manquant`, `type_invalide`, `code_inconnu`, `instant_invalide`, `date_invalide`,
 * `heure_invalide`), with their path.
 */
export function parseRdvsp(corps: unknown): Resultat<EvenementRdvsp> {
  const shape = read(EnveloppeSchema, corps);
  if (!shape.ok) return shape;
  const { meta, data } = shape.value;
  const commun: Commun = {
    cle: `${meta.model}|${data.id}|${meta.timestamp}`,
    source: String(data.id),
    le: toInstant(meta.timestamp) ?? meta.timestamp,
  };
  const raw = (corps as { data: unknown }).data;
  if (meta.model === 'Rdv') return readRdv(raw, meta.event === 'destroyed', commun);
  if (meta.model === 'PlageOuverture' || meta.model === 'Absence') {
    const plage = read(PlageSchema, raw);
    if (!plage.ok) return underData(plage);
    const p = plage.value;
    const common = {
      ...commun,
      action: ({ created: 'creee', updated: 'modifiee', destroyed: 'supprimee' } as const)[meta.event],
      uid: p.ical_uid ?? null,
      premierJour: p.first_day,
      dernierJour: p.end_day ?? null,
      debut: timeOf(p.start_time),
      fin: timeOf(p.end_time),
      rrule: p.rrule == null || p.rrule === '' ? null : p.rrule.replace(/^RRULE:/i, ''),
      agentSource: idText(p.agent?.id),
    };
    return accept(
      meta.model === 'Absence'
        ? { ...common, type: 'absence' }
        : { ...common, type: 'plage', lieuSource: idText(p.lieu?.id) },
    );
  }
  return accept({ ...commun, type: 'ignore' });
}

function readRdv(raw: unknown, destroyed: boolean, commun: Commun): Resultat<EvenementRdvsp> {
  const rdv = read(RdvSchema, raw);
  if (!rdv.ok) return underData(rdv);
  const r = rdv.value;
  const type = destroyed
    ? 'rdv_supprime'
    : (
        {
          unknown: 'rdv_pris',
          waiting: 'rdv_pris',
          seen: 'rdv_honore',
          excused: 'rdv_annule',
          revoked: 'rdv_annule',
          noshow: 'rdv_non_honore',
        } as const
      )[r.status];
  return accept({
    ...commun,
    type,
    debut: r.starts_at == null ? null : (toInstant(r.starts_at) ?? null),
    dureeMin: r.duration_in_min ?? null,
    lieuSource: idText(r.lieu?.id),
    agentSources: (r.agents ?? []).map((a) => String(a.id)),
    usagers: r.users_count ?? 1,
    adressage: r.created_by === 'prescripteur',
  });
}

function underData(refused: {
  ok: false;
  motifs: readonly { code: string; phrase: string; path?: readonly (string | number)[] }[];
}): Resultat<never> {
  return refuse(...refused.motifs.map((m) => ({ ...m, path: ['data', ...(m.path ?? [])] })));
}

const idText = (id: string | number | undefined): string | null => (id === undefined ? null : String(id));

/** `2026-11-23 09:00:00 +0100`, as they write it, or RFC 3339 with an offset → UTC with milliseconds. */
function toInstant(text: string): Instant | undefined {
  const m = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?\s?(Z|UTC|[+-]\d{2}:?\d{2})$/.exec(text);
  if (!m || !isCivilDate(m[1])) return undefined;
  const zone = m[3] ?? 'Z';
  const offset = zone === 'UTC' || zone === 'Z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const ms = Date.parse(`${m[1]}T${m[2] ?? ''}${offset}`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** `09:00` out of `09:00:00` or of `2000-01-01T09:00:00`. */
function timeOf(text: string): string {
  return /(\d{2}:\d{2})(?::\d{2})?(?:[.Z+].*)?$/.exec(text)?.[1] ?? text.slice(0, 5);
}

/**
 * The command that a rdv gives to the séance of its day: a missed one is counted. The same webhook gives the same `op`, so that
 * it counts once. A rdv that was held gives no command: it is a draft, that only the writer can fill.
 */
export function toCommandesRdvsp(e: EvenementRdvsp, seanceId: Id): NoterRdvNonHonore[] {
  if (e.type !== 'rdv_non_honore') return [];
  // One rdv is missed once, however often the webhook says so.
  return [
    {
      type: 'NoterRdvNonHonore',
      op: idOf('rdvsp', 'noshow', e.source),
      seanceId,
      nombre: Math.max(1, Math.min(50, e.usagers)),
    },
  ];
}

/**
 * A slot of RDV Service Public as a permanence of ours, with what they do not know of it. The same slot always gets the same id,
 * so that its changes land on it. Motifs: those of `parsePermanence`.
 */
export function toPermanenceRdvsp(
  e: Extract<EvenementRdvsp, { type: 'plage' }>,
  o: Pick<Permanence, 'lieuId' | 'agentIds' | 'zone' | 'accueil' | 'publique'> & {
    readonly exdates?: DateCivile[];
  },
): Resultat<Permanence> {
  return parsePermanence({
    id: idOf('rdvsp', 'plage', e.source),
    lieuId: o.lieuId,
    agentIds: o.agentIds,
    rrule: e.rrule ?? 'FREQ=DAILY;COUNT=1',
    exdates: o.exdates ?? [],
    premierJour: e.premierJour,
    debut: e.debut,
    fin: e.fin,
    zone: o.zone,
    accueil: o.accueil,
    publique: o.publique,
  });
}

/** What a held rdv prefills of an entry; `null` for any other event. */
export function toBrouillonRdvsp(
  e: EvenementRdvsp,
  zone: string,
): { date: DateCivile; dureeMin: number | 'non_demande'; lieuSource: string | null } | null {
  if (e.type !== 'rdv_honore' || e.debut === null) return null;
  const d = e.dureeMin;
  const sound = d !== null && Number.isInteger(d) && d >= 1 && d <= 720;
  return { date: civilDateOf(e.debut, zone), dureeMin: sound ? d : 'non_demande', lieuSource: e.lieuSource };
}

/**
 * Days on which an absence closes a permanence: its `exdates`. Both are local to the permanence; an absence of an hour that
 * touches the permanence closes the day.
 */
export function toExdatesRdvsp(
  e: Extract<EvenementRdvsp, { type: 'absence' }>,
  p: {
    readonly rrule: string;
    readonly premierJour: DateCivile;
    readonly debut: string;
    readonly fin: string;
  },
  periode: { readonly du: DateCivile; readonly au: DateCivile },
): DateCivile[] {
  const regle = parseRrule(p.rrule);
  if (!regle.ok) return [];
  const held = expandRegle(regle.value, p.premierJour, periode);
  const absence = e.rrule === null ? null : parseRrule(e.rrule);
  const closed = absence?.ok === true ? new Set(expandRegle(absence.value, e.premierJour, periode)) : null;
  const last = e.dernierJour ?? e.premierJour;
  return held.filter((day) => {
    if (closed !== null) return closed.has(day) && e.debut < p.fin && e.fin > p.debut;
    if (day < e.premierJour || day > last) return false;
    // The first day is closed from its hour on, the last up to its own.
    return !(day === e.premierJour && e.debut >= p.fin) && !(day === last && e.fin <= p.debut);
  });
}
