import { checkCode, findCode } from './code-tiers.ts';
import { listCommitments } from '../codes/engagement.ts';
import type { EtatMandat, ItemEtat } from '../modele/etat.ts';
import { findCloture, findFin, findFinDePaire, type Regard } from '../histoire/fin.ts';
import { refuser, toMotif, type Resultat } from '../modele/motif.ts';
import type { Acte, Statut } from '../modele/nomenclatures.ts';
import { listPaires, listReserves, toDemarches } from '../modele/portee.ts';
import { requireInstant, toDateCivile, type DateCivile, type Instant } from '../modele/temps.ts';
import { listStatutsDItems, toStatut } from '../histoire/vue.ts';

/** What a third party sees of a mandate: nothing personal but the initials. */
export interface VueTiers {
  statut: Statut;
  /** Public name of the structure, as signed. */
  structure: string;
  /** One line a démarche: its public label, the acts not withdrawn, where it stands. */
  items: { demarche: string; actes: Acte[]; statut: Statut }[];
  /** Last day, valid whole. */
  auInclus: DateCivile;
  initiales: string;
  /** Civil day of the revocation in the structure's zone, when it was revoked. */
  revoqueLe?: DateCivile;
}

/**
 * What a third party may see with a code, at an instant. Looking is an event: carry `ConsulterCodeTiers` out first.
 * @param q `initiales`: from the vault, three signs or so; `sel`: the person's salt when the commitment of the code
 *   was made with it (see `commitCode`)
 * @returns `code_invalide` when miscopied, `code_inconnu`, `code_revoque`, `code_expire`
 * @throws TypeError when `instant` is not a UTC instant with milliseconds
 */
export function viewByCode(
  etat: EtatMandat,
  q: { code: string; instant: Instant; initiales: string; sel?: Uint8Array | string | undefined },
): Resultat<VueTiers> {
  requireInstant(q.instant, 'instant');
  const essais = listCommitments(q.code, 'T', q.sel);
  if (!essais.ok) return essais;
  const code = essais.value.map((c) => findCode(etat, c)).find((c) => c !== undefined);
  const motifs = checkCode(code, q.instant, etat.structure.zone);
  if (motifs.length > 0) return refuser(...motifs);
  const { periode } = etat;
  const statut = toStatut(etat, q);
  if (periode === undefined || statut === null) return refuser(toMotif('code_inconnu'));
  const statuts = listStatutsDItems(etat, statut, q);
  const revoqueLe = findRevocation(etat, statut, q);
  return {
    ok: true,
    value: {
      statut,
      structure: etat.structure.libelle,
      items: etat.items.flatMap((item) => listLignes(item, statuts[item.id] ?? statut, q)),
      auInclus: periode.auInclus,
      initiales: q.initiales,
      ...(revoqueLe === undefined ? {} : { revoqueLe: toDateCivile(revoqueLe, etat.structure.zone) }),
    },
  };
}

/** One line a démarche; what was withdrawn from a line still open is left out. */
function listLignes(item: ItemEtat, statut: Statut, regard: Regard): VueTiers['items'] {
  const ouvert = statut === 'actif' || statut === 'suspendu';
  const reserves = new Set(listReserves(item).map((p) => `${p.demarcheId} ${p.acte}`));
  const paires = listPaires(item).filter(
    (p) =>
      !reserves.has(`${p.demarcheId} ${p.acte}`) &&
      !(ouvert && findFinDePaire(item, p.demarcheId, p.acte, regard) !== undefined),
  );
  return toDemarches(item.portee).flatMap(({ id, libelle }) => {
    const actes = paires.filter((p) => p.demarcheId === id).map((p) => p.acte);
    return actes.length === 0 ? [] : [{ demarche: libelle, actes, statut }];
  });
}

/** When the last of it was revoked: the mandate's own end, or that of the last line withdrawn. */
function findRevocation(etat: EtatMandat, statut: Statut, regard: Regard): Instant | undefined {
  if (statut !== 'revoque') return undefined;
  const cloture = findCloture(etat, regard)?.depuis;
  const fin = findFin(etat, regard);
  return fin?.statut === 'revoque' && (cloture === undefined || fin.faitLe <= cloture) ? fin.faitLe : cloture;
}
