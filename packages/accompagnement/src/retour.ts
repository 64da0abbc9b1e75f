import type { Adressage, RetourAdressage } from './adressage.ts';
import { civilDateOf, demandInstant } from './date-civile.ts';
import type { Contexte } from './ports-seance.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';
import type { Suivi } from './suivi-schema.ts';

/**
 * What the service that sent the person may know, in one of three codes. `s` = the suivis of the person of the adressage;
 * those closed before it came are none of its business.
 *
 * - `besoin_de_vous`: a démarche was refused or given up, or a paper is awaited: the service can act.
 * - `fait`: there is at least one suivi, and all are closed.
 * - `en_cours`: anything else, nobody met yet included.
 *
 * The rule is ours (the specification names the codes only); the writer sees the proposal and decides ({@link answerAdressage}).
 *
 * @param zone - IANA zone in which the day of reception is read
 */
export function computeRetour(
  a: Pick<Adressage, 'recuLe'>,
  s: readonly Suivi[],
  zone = 'Europe/Paris',
): RetourAdressage['code'] {
  const recu = civilDateOf(a.recuLe, zone);
  const own = s.filter(({ closLe }) => closLe === null || closLe >= recu);
  if (own.some(needsTheService)) return 'besoin_de_vous';
  return own.length > 0 && own.every(({ closLe }) => closLe !== null) ? 'fait' : 'en_cours';
}

function needsTheService({ closLe, aboutissement, relances }: Suivi): boolean {
  return closLe === null
    ? relances.some(({ nature, etat }) => nature === 'piece_attendue' && etat === 'a_faire')
    : aboutissement === 'refuse' || aboutissement === 'abandonne';
}

/** The feedback of now: {@link computeRetour}, dated. It is all that the prescriber sees. */
export function toRetour(
  a: Pick<Adressage, 'recuLe'>,
  s: readonly Suivi[],
  ctx: Pick<Contexte, 'maintenant' | 'zone'>,
): RetourAdressage {
  return { code: computeRetour(a, s, ctx.zone), le: demandInstant(ctx.maintenant) };
}

const CODES: Readonly<Record<RetourAdressage['code'], true>> = {
  fait: true,
  en_cours: true,
  besoin_de_vous: true,
};

/**
 * The adressage with the feedback that the writer gives, new or changed; the same code twice changes nothing.
 *
 * Motifs, all at once: `code_inconnu`, `retour_avant_reception`.
 * @throws RangeError when `maintenant` is no instant in UTC: a programmer's error
 */
export function answerAdressage(
  a: Adressage,
  code: RetourAdressage['code'],
  ctx: Pick<Contexte, 'maintenant'>,
): Resultat<Adressage> {
  const motifs: Motif[] = [];
  const le = demandInstant(ctx.maintenant);
  if (!Object.hasOwn(CODES, code)) {
    motifs.push({
      code: 'code_inconnu',
      phrase: 'Ce code n’existe pas dans la liste.',
      path: ['retour', 'code'],
    });
  }
  if (Date.parse(le) < Date.parse(a.recuLe)) {
    motifs.push({
      code: 'retour_avant_reception',
      phrase: 'Le retour est avant la réception.',
      path: ['retour', 'le'],
    });
  }
  if (motifs.length > 0) return refuse(...motifs);
  return accept(a.retour?.code === code ? a : { ...a, retour: { code, le } });
}
