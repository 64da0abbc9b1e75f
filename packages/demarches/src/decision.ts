import { checkContexte, type ContexteActe } from './contexte.ts';
import type { ActeReserve, Demarche } from './demarche.ts';
import type { Motif } from './motif.ts';
import type { ActeCode, Mode } from './nomenclatures.ts';

/** What must go with an accepted act. `verifier-acte-reserve`: nobody has decided yet whether it is reserved. */
export type Obligation =
  | 'mandat-recommande'
  | 'relecture'
  | 'consentement-paiement'
  | 'copie-papier'
  | 'verifier-protection'
  | 'verifier-acte-reserve';

export type Decision = { ok: true; obligations: Obligation[] } | { ok: false; motifs: Motif[] };

/** Acts that need no mandate in « faire à la place, présent » on a simple démarche (mandat, ladder of §1.1). */
const COURANTS: readonly ActeCode[] = ['consulter', 'telecharger', 'remplir', 'joindre', 'deposer'];
/** Acts that state something in the name of the person. */
const DECLARATIFS: readonly ActeCode[] = ['remplir', 'deposer', 'valider', 'signer', 'actualiser'];
/** Acts that send something out: the person keeps a paper copy. */
const ENVOIS: readonly ActeCode[] = ['deposer', 'valider', 'signer', 'payer', 'actualiser'];
/** Acts that are the person's own by nature. */
const PERSONNELS: readonly ActeCode[] = ['signer', 'biometrie', 'remise', 'serment', 'choix-irreversible'];
/** Reserved, these acts need the person there. */
const EN_PERSONNE: readonly ActeCode[] = ['signer', 'biometrie', 'remise', 'serment'];

const isPour = (mode: Mode): boolean =>
  mode === 'faire_a_la_place_present' || mode === 'faire_a_la_place_absent';

const isEmploye = (c: ContexteActe): boolean => c.acteur.statut === 'salarie' || c.acteur.statut === 'agent';

function isMandatRequis(d: Demarche, c: ContexteActe): boolean {
  if (c.mode === 'faire_a_la_place_absent') return true;
  if (c.mode !== 'faire_a_la_place_present') return false;
  return (
    d.classe === 'sensible' ||
    c.moyen === 'compte-usager' ||
    c.moyen === 'aidants-connect' ||
    !COURANTS.includes(c.acte)
  );
}

function isMoyenInterdit(d: Demarche, c: ContexteActe): boolean {
  const { aidantsConnect } = d.auth.valeur;
  if (c.moyen === 'compte-usager' || c.moyen === 'espace-professionnel') return aidantsConnect === 'exclusif';
  if (c.moyen !== 'aidants-connect') return false;
  return aidantsConnect === 'non' || !isEmploye(c) || !c.acteur.habilitations.includes('aidants-connect');
}

/** A mode that the entry forbids, or that a reserved act makes impossible without the person. */
export function isModePermis(
  d: { modes: Demarche['modes']; actesReserves: readonly ActeReserve[] },
  mode: Mode,
): boolean {
  if (d.modes[mode] === false) return false;
  return (
    mode !== 'faire_a_la_place_absent' ||
    !d.actesReserves.some(({ acte, qui }) => qui === 'usager-presence' && EN_PERSONNE.includes(acte))
  );
}

interface Rule {
  code: string;
  phrase: string;
  refuses: (d: Demarche, c: ContexteActe) => boolean;
}

/** In the order in which reasons are given. */
const RULES: readonly Rule[] = [
  {
    code: 'ACTE_RESERVE',
    phrase: 'Cet acte est réservé à la personne : elle seule peut le faire.',
    refuses: (d, c) => isPour(c.mode) && d.actesReserves.some((a) => a.acte === c.acte),
  },
  {
    code: 'MOYEN_INTERDIT',
    phrase: 'Ce moyen d’accès n’est pas permis pour cette démarche ou pour cet aidant.',
    refuses: isMoyenInterdit,
  },
  {
    code: 'PROTECTION_JURIDIQUE',
    phrase: 'Aidants Connect n’est pas ouvert à une personne sous tutelle ou sous curatelle.',
    refuses: (_, c) =>
      c.moyen === 'aidants-connect' && (c.protection === 'tutelle' || c.protection === 'curatelle'),
  },
  {
    code: 'CLASSE_SENSIBLE',
    phrase: 'Cette démarche est sensible : elle n’est pas confiée à un bénévole.',
    refuses: (d, c) => c.acteur.statut === 'benevole' && d.classe === 'sensible',
  },
  {
    code: 'MODE_NON_PERMIS',
    phrase: 'Cette façon d’aider n’est pas permise pour cette démarche.',
    refuses: (d, c) => !isModePermis(d, c.mode),
  },
  {
    code: 'MANDAT_REQUIS',
    phrase: 'Il faut un mandat pour faire cet acte à la place de la personne.',
    refuses: (d, c) => c.mandat === undefined && isMandatRequis(d, c),
  },
  {
    code: 'PERIMETRE_NON_COUVERT',
    phrase: 'Le mandat ne couvre pas cette démarche ou cet acte.',
    refuses: (d, c) =>
      c.mandat !== undefined &&
      (!c.mandat.perimetres.includes(d.perimetre) || (c.mandat.actesExclus?.includes(c.acte) ?? false)),
  },
  {
    code: 'MANDAT_EXPIRE',
    phrase: 'Le mandat est expiré.',
    refuses: (d, c) => c.mandat !== undefined && c.mandat.finLe < c.le,
  },
  {
    code: 'HABILITATION_REQUISE',
    phrase: 'Sur une démarche sensible, seul un salarié ou un agent agit à la place de la personne.',
    refuses: (d, c) => d.classe === 'sensible' && isPour(c.mode) && !isEmploye(c),
  },
];

function listObligations(d: Demarche, c: ContexteActe): Obligation[] {
  const obligations: Obligation[] = [];
  const add = (when: boolean, o: Obligation) => {
    if (when) obligations.push(o);
  };
  const advised =
    (c.mode === 'faire_avec' && d.classe === 'sensible') ||
    (c.mode === 'faire_a_la_place_present' && d.classe === 'simple');
  add(advised && c.mandat === undefined, 'mandat-recommande');
  add(isPour(c.mode) && DECLARATIFS.includes(c.acte), 'relecture');
  add(c.acte === 'payer', 'consentement-paiement');
  add(isPour(c.mode) && ENVOIS.includes(c.acte), 'copie-papier');
  add(c.protection !== undefined && c.protection !== 'aucune', 'verifier-protection');
  add(isPour(c.mode) && !d.actesReservesDecide && PERSONNELS.includes(c.acte), 'verifier-acte-reserve');
  return obligations;
}

/**
 * Whether this act may be done this way, as far as the catalogue knows: every reason of refusal at once, in a
 * fixed order. Whether a given mandate covers a given act is for `verifier` of `@porte-plume/mandat`; who composes
 * both refuses when either refuses.
 *
 * Motifs: `CHAMP_INVALIDE` and `DATE_INVALIDE` alone, for a context that cannot be judged; else `ACTE_RESERVE`, `MOYEN_INTERDIT`, `PROTECTION_JURIDIQUE`, `CLASSE_SENSIBLE`, `MODE_NON_PERMIS`,
 * `MANDAT_REQUIS`, `PERIMETRE_NON_COUVERT`, `MANDAT_EXPIRE`, `HABILITATION_REQUISE`.
 * Sources: art. R.721-2 and R.761-1 code de la consommation (surendettement), kit Aidants Connect 2025, CNIL kit 2021.
 */
export function decideActe(d: Demarche, c: ContexteActe): Decision {
  const illisible = checkContexte(c);
  if (illisible.length > 0) return { ok: false, motifs: illisible };
  const motifs = RULES.filter((r) => r.refuses(d, c)).map(({ code, phrase }) => ({ code, phrase }));
  return motifs.length === 0 ? { ok: true, obligations: listObligations(d, c) } : { ok: false, motifs };
}
