import { QUOTAS } from './scenario-donnees.ts';
import type { ColonnesActes, ColonnesPersonnes } from './scenario-regional-colonnes.ts';
import { drawColonne, drawParts, permute } from './scenario-regional-tirage.ts';
import { quotas, type Tirage } from './tirage.ts';

/** Visits with an acte done in place of the person on a démarche: each has its mandate. */
export function listMandats(actes: ColonnesActes): Uint32Array {
  const list = new Set<number>();
  for (const [a, visite] of actes.visites.entries()) {
    const mode = actes.modes.codes[actes.modes.rangs[a] ?? 0] ?? '';
    if (mode.startsWith('faire_a_la_place')) list.add(visite);
  }
  return Uint32Array.from(list);
}

export function drawFormes(n: number, tirage: Tirage) {
  const { papier, oralAvecTemoin: ne_sait_signer } = QUOTAS.quotasActes.mandat;
  return drawParts(
    { signature_papier: papier, ne_sait_signer, signature_ecran: 1 - papier - ne_sait_signer },
    n,
    tirage,
  );
}

/** Who was offered an orientation, in exact shares of each profile, and what came of it. */
export function listOrientations(personnes: ColonnesPersonnes, tirage: Tirage) {
  const { proposeeParProfil, acceptee, venueParmiAcceptees, inconnueParmiAcceptees } = QUOTAS.orientations;
  const { codes, rangs } = personnes.profils;
  const sizes = codes.map(() => 0);
  for (const rank of rangs) sizes[rank] = (sizes[rank] ?? 0) + 1;
  const left = codes.map((code, rank) => Math.round((sizes[rank] ?? 0) * proposeeParProfil[code]));
  const chosen: number[] = [];
  for (const who of permute(rangs.length, tirage)) {
    const rank = rangs[who] ?? 0;
    if ((left[rank] ?? 0) === 0) continue;
    left[rank] = (left[rank] ?? 0) - 1;
    chosen.push(who);
  }
  const accepted = Math.round(chosen.length * acceptee);
  const parts = quotas(
    {
      venue: venueParmiAcceptees,
      inconnue: inconnueParmiAcceptees,
      non_venue: 1 - venueParmiAcceptees - inconnueParmiAcceptees,
    },
    accepted,
  );
  const etapes = drawColonne({ refusee: chosen.length - accepted, ...parts }, chosen.length, tirage);
  return { personnes: Uint32Array.from(chosen), etapes };
}
