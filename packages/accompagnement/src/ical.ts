import { Temporal } from 'temporal-polyfill';
import { addDays, demandInstant, isZone, type DateCivile, type Id, type Instant } from './date-civile.ts';
import { escapeText, joinLines } from './icalendar-ligne.ts';
import { parsePermanence, type Permanence } from './permanence-schema.ts';
import { expandRegle, parseRrule } from './recurrence.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** Europe/Paris by its rules (since 1996); other zones by their offsets of the years that are written. */
const VTIMEZONE_PARIS = [
  ...['BEGIN:VTIMEZONE', 'TZID:Europe/Paris'],
  ...['BEGIN:DAYLIGHT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'TZNAME:CEST'],
  ...['DTSTART:19960331T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
  ...['BEGIN:STANDARD', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'TZNAME:CET'],
  ...['DTSTART:19961027T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'END:VTIMEZONE'],
];
/** How far the changes of hour of other zones are written. */
const ANNEES = 10;

/** What a calendar shows beside the hours, and to whom. */
export interface OptionsIcal {
  readonly maintenant: Instant;
  /** Names and addresses by `lieuId`: what a calendar shows as title and place. */
  readonly lieux?: Readonly<Record<Id, { readonly nom: string; readonly adresse?: string }>>;
  /** For a calendar that anybody downloads: the agents are left out. */
  readonly sansAgents?: boolean;
  /** Title of an event, from the name of its lieu; absent = « Permanence, » and that name. */
  readonly titre?: (lieu: string) => string;
}

/**
 * Permanences as an iCalendar object (RFC 5545): one event each, with its rule, its exceptions and its zone. The UID is the id
 * of the permanence, so that importing twice updates instead of doubling. Nothing about a person.
 *
 * @throws RangeError when a permanence was not accepted by `parsePermanence`, or `maintenant` is no instant in UTC: programmer's
 * errors
 */
export function writeIcal(p: readonly Permanence[], ctx: OptionsIcal): string {
  const zones = new Map(p.map((x): [string, DateCivile] => [x.zone, x.premierJour]));
  for (const x of p) if (x.premierJour < (zones.get(x.zone) ?? '')) zones.set(x.zone, x.premierJour);
  const stamp = toUtc(demandInstant(ctx.maintenant));
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Porte-plume//accompagnement//FR', 'CALSCALE:GREGORIAN'],
    ...[...zones].flatMap(([zone, from]) =>
      zone === 'Europe/Paris' ? VTIMEZONE_PARIS : timezoneOf(zone, from),
    ),
    ...p.flatMap((x) => eventOf(x, stamp, ctx)),
    'END:VCALENDAR',
  ];
  return joinLines(lines);
}

function eventOf(
  p: Permanence,
  stamp: string,
  { lieux = {}, sansAgents = false, titre = (nom) => `Permanence, ${nom}` }: OptionsIcal,
): string[] {
  const parsed = parseRrule(p.rrule);
  if (!parsed.ok) throw new RangeError('writeIcal needs permanences accepted by parsePermanence');
  // A start outside the rule would be one occurrence more in most calendars.
  const horizon = { du: p.premierJour, au: addDays(p.premierJour, 366 * 10) };
  const first =
    expandRegle({ ...parsed.value, count: parsed.value.count }, p.premierJour, horizon)[0] ?? p.premierJour;
  const local = (day: DateCivile, time: string): string =>
    `${day.replaceAll('-', '')}T${time.replace(':', '')}00`;
  const lieu = Object.hasOwn(lieux, p.lieuId) ? lieux[p.lieuId] : undefined;
  const adresse = [lieu?.nom, lieu?.adresse].filter((un) => un !== undefined && un !== '').join(', ');
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(p.id)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;TZID=${p.zone}:${local(first, p.debut)}`,
    `DTEND;TZID=${p.zone}:${local(first, p.fin)}`,
    `RRULE:${withUtcUntil(p)}`,
    ...(p.exdates.length === 0
      ? []
      : [`EXDATE;TZID=${p.zone}:${p.exdates.map((d) => local(d, p.debut)).join(',')}`]),
    `SUMMARY:${lieu === undefined ? 'Permanence' : escapeText(titre(lieu.nom))}`,
    ...(adresse === '' ? [] : [`LOCATION:${escapeText(adresse)}`]),
    `CLASS:${p.publique ? 'PUBLIC' : 'PRIVATE'}`,
    `X-PORTE-PLUME-LIEU:${escapeText(p.lieuId)}`,
    ...(sansAgents ? [] : [`X-PORTE-PLUME-AGENTS:${p.agentIds.map(escapeText).join(',')}`]),
    `X-PORTE-PLUME-ACCUEIL:${p.accueil}`,
    ...(p.capacite === undefined ? [] : [`X-PORTE-PLUME-CAPACITE:${p.capacite}`]),
    ...(first === p.premierJour ? [] : [`X-PORTE-PLUME-PREMIER-JOUR:${p.premierJour}`]),
    'END:VEVENT',
  ];
}

/** With a local start, UNTIL is in UTC (RFC 5545 §3.3.10): the start of the permanence on that last day. */
function withUtcUntil(p: Permanence): string {
  return p.rrule
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .replace(/UNTIL=(\d{4})(\d{2})(\d{2})[^;]*/, (_, y: string, m: string, d: string) => {
      return `UNTIL=${toUtc(instantOf(`${y}-${m}-${d}`, p.debut, p.zone))}`;
    });
}

const instantOf = (day: DateCivile, time: string, zone: string): Instant =>
  Temporal.PlainDateTime.from(`${day}T${time}`)
    .toZonedDateTime(zone)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

const toUtc = (instant: Instant): string => `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;

/** The changes of hour of a zone as they come, ten years on: right for every zone, whatever its law. */
function timezoneOf(zone: string, from: DateCivile): string[] {
  let at = Temporal.PlainDate.from(from)
    .subtract({ years: 1 })
    .toZonedDateTime({ timeZone: zone, plainTime: '00:00' });
  const end = at.add({ years: ANNEES + 1 });
  const observance = (start: string, before: string, after: string, summer: boolean): string[] => {
    const kind = summer ? 'DAYLIGHT' : 'STANDARD';
    return [
      `BEGIN:${kind}`,
      `DTSTART:${start}`,
      `TZOFFSETFROM:${before}`,
      `TZOFFSETTO:${after}`,
      `END:${kind}`,
    ];
  };
  const offsetOf = (z: Temporal.ZonedDateTime): string => z.offset.replace(':', '').slice(0, 5);
  const lines = observance('19700101T000000', offsetOf(at), offsetOf(at), false);
  for (let next = at.getTimeZoneTransition('next'); next !== null; next = at.getTimeZoneTransition('next')) {
    if (Temporal.ZonedDateTime.compare(next, end) > 0) break;
    const before = next.subtract({ seconds: 1 });
    // The time of the change as the clocks showed it just before.
    const wall = before.toPlainDateTime().add({ seconds: 1 }).toString().replace(/[-:]/g, '').slice(0, 15);
    lines.push(
      ...observance(
        wall.padEnd(15, '0'),
        offsetOf(before),
        offsetOf(next),
        next.offsetNanoseconds > before.offsetNanoseconds,
      ),
    );
    at = next;
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...lines, 'END:VTIMEZONE'];
}

function unescapeText(text: string): string {
  return text.replace(/\\([nN\\;,])/g, (_, c: string) => (c === 'n' || c === 'N' ? '\n' : c));
}

interface Propriete {
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
}

/** What a calendar of somebody else does not say of a permanence. */
export type DefautsIcal = Partial<Pick<Permanence, 'lieuId' | 'agentIds' | 'accueil' | 'publique' | 'zone'>>;

/**
 * Permanences of an iCalendar object: ours come back as they were; those of another calendar take what they do not say from
 * `defauts`, and an id made from their UID. One occurrence moved by another calendar (RECURRENCE-ID) becomes an exdate of its
 * permanence and a permanence of that day; one that it cancelled, the exdate alone. Every refusal of every event at once; the
 * path starts with the rank of the event.
 *
 * Motifs: `ical_invalide` (no calendar, an event that never ends), `ical_vide`, `plusieurs_jours` (an event that ends on
 * another day), `journee_entiere`, `zone_inconnue`, and those of `parsePermanence`.
 */
export function readIcal(texte: string, defauts: DefautsIcal = {}): Resultat<Permanence[]> {
  if (typeof (texte as unknown) !== 'string') return refuse(invalid());
  const lines = texte
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
  if (lines[0]?.trim().toUpperCase() !== 'BEGIN:VCALENDAR') return refuse(invalid());
  const events: Map<string, Propriete[]>[] = [];
  let depth: string[] = [];
  for (const line of lines) {
    const property = readLine(line);
    if (property === undefined) continue;
    const { name, ...rest } = property;
    const target = rest.value.toUpperCase();
    if (name === 'BEGIN') {
      depth.push(target);
      if (target === 'VEVENT') events.push(new Map());
    } else if (name === 'END') depth = depth.slice(0, Math.max(0, depth.lastIndexOf(target)));
    else if (depth.at(-1) === 'VEVENT') {
      const event = events.at(-1);
      event?.set(name, [...(event.get(name) ?? []), rest]);
    }
  }
  if (depth.length > 0) return refuse(invalid());
  if (events.length === 0) return refuse({ code: 'ical_vide', phrase: 'Ce calendrier n’a aucun évènement.' });
  const read = events.flatMap((event, i) =>
    isCancelled(event) ? [] : [{ event, i, ...toPermanence(event, defauts) }],
  );
  const motifs = read.flatMap((r) =>
    r.ok ? [] : r.motifs.map((m) => ({ ...m, path: [r.i, ...(m.path ?? [])] })),
  );
  if (motifs.length > 0) return refuse(...motifs);
  const moved = events.map((event) => ({ id: idOf(event), day: dayMoved(event, defauts) }));
  return accept(
    read.flatMap((r) => {
      if (!r.ok) return [];
      const day = dayMoved(r.event, defauts);
      if (day !== undefined) return [{ ...r.value, id: `${r.value.id}.${day}`.slice(-ID_MAX) }];
      const days = moved.flatMap((m) => (m.id === r.value.id && m.day !== undefined ? [m.day] : []));
      return [
        days.length === 0 ? r.value : { ...r.value, exdates: [...new Set([...r.value.exdates, ...days])] },
      ];
    }),
  );
}

type Evenement = ReadonlyMap<string, readonly Propriete[]>;
const ID_MAX = 80;

/** An id of ours from a UID, which may hold any sign: `x@google.com` → `x-google.com`. */
function idOf(event: Evenement): Id {
  return unescapeText(event.get('UID')?.[0]?.value ?? '')
    .replace(/[^A-Za-z0-9._:-]/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, ID_MAX);
}

const isCancelled = (event: Evenement): boolean =>
  event.get('STATUS')?.[0]?.value.trim().toUpperCase() === 'CANCELLED';

/** The day that an event takes out of the rule of another one, where it is read. */
function dayMoved(event: Evenement, defauts: DefautsIcal): DateCivile | undefined {
  const moved = event.get('RECURRENCE-ID')?.[0];
  if (moved === undefined) return undefined;
  const wanted = event.get('DTSTART')?.[0]?.params.TZID ?? defauts.zone ?? 'Europe/Paris';
  return isZone(wanted) ? (localOf(moved.value, wanted)?.day ?? isoDay(moved.value)) : undefined;
}

const invalid = (): Motif => ({
  code: 'ical_invalide',
  phrase: 'Ce fichier n’est pas un calendrier lisible.',
});

function readLine(line: string): (Propriete & { name: string }) | undefined {
  const match = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/.exec(line);
  if (!match) return undefined;
  const params = Object.fromEntries(
    [...(match[2] ?? '').matchAll(/;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^;:"]*))/g)].map((p): [string, string] => [
      (p[1] ?? '').toUpperCase(),
      p[2] ?? p[3] ?? '',
    ]),
  );
  return { name: (match[1] ?? '').toUpperCase(), params, value: match[3] ?? '' };
}

function toPermanence(event: Evenement, defauts: DefautsIcal): Resultat<Permanence> {
  const first = (name: string): Propriete | undefined => event.get(name)?.[0];
  const own = (name: string): string | undefined => {
    const value = first(`X-PORTE-PLUME-${name}`)?.value;
    return value === undefined ? undefined : unescapeText(value);
  };
  const start = first('DTSTART');
  const wanted = start?.params.TZID ?? defauts.zone ?? 'Europe/Paris';
  const zone = isZone(wanted) ? wanted : undefined;
  if (zone === undefined) {
    return refuse({ code: 'zone_inconnue', phrase: 'Ce fuseau horaire n’existe pas.', path: ['zone'] });
  }
  if (start !== undefined && /^\d{8}$/.test(start.value)) {
    return refuse({
      code: 'journee_entiere',
      phrase: 'Une permanence a une heure de début et de fin.',
      path: ['debut'],
    });
  }
  const from = localOf(start?.value ?? '', zone);
  const to = localOf(first('DTEND')?.value ?? '', zone);
  if (from !== undefined && to !== undefined && from.day !== to.day) {
    return refuse({
      code: 'plusieurs_jours',
      phrase: 'Une permanence commence et finit le même jour.',
      path: ['fin'],
    });
  }
  const rrule = first('RRULE')?.value.toUpperCase() ?? 'FREQ=DAILY;COUNT=1';
  const agents =
    first('X-PORTE-PLUME-AGENTS')
      ?.value.split(/(?<!\\),/)
      .map(unescapeText) ?? defauts.agentIds;
  const capacite = own('CAPACITE');
  return parsePermanence({
    id: idOf(event),
    lieuId: own('LIEU') ?? defauts.lieuId,
    agentIds: agents,
    rrule: rrule.replace(/UNTIL=([^;]+)/, (_, until: string) => {
      return `UNTIL=${(localOf(until, zone)?.day ?? until.slice(0, 8)).replaceAll('-', '')}`;
    }),
    exdates: (event.get('EXDATE') ?? [])
      .flatMap((e) => e.value.split(','))
      .map((v) => localOf(v, zone)?.day ?? isoDay(v)),
    premierJour: own('PREMIER-JOUR') ?? from?.day,
    debut: from?.time,
    fin: to?.time,
    zone,
    accueil: own('ACCUEIL') ?? defauts.accueil ?? 'sans_rdv',
    ...(capacite !== undefined && { capacite: Number(capacite) }),
    publique: defauts.publique ?? (first('CLASS')?.value ?? 'PUBLIC').toUpperCase() === 'PUBLIC',
  });
}

const isoDay = (v: string): string => `${v.slice(0, 4)}-${v.slice(4, 6)}-${v.slice(6, 8)}`;

/** Civil day and hour of `20261019T090000`, in its zone, or of the same in UTC. */
function localOf(value: string, zone: string): { day: DateCivile; time: string } | undefined {
  const m = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$/.exec(value);
  if (!m) return undefined;
  const local = `${m[1] ?? ''}-${m[2] ?? ''}-${m[3] ?? ''}T${m[4] ?? ''}:${m[5] ?? ''}`;
  if (m[7] !== 'Z') return { day: local.slice(0, 10), time: local.slice(11) };
  try {
    const there = Temporal.Instant.from(`${local}:00Z`).toZonedDateTimeISO(zone).toPlainDateTime().toString();
    return { day: there.slice(0, 10), time: there.slice(11, 16) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
