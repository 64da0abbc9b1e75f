import { decideActe, type Demarche } from '@porte-plume/demarches';
import { besoin, type Besoin } from '@porte-plume/mandat/besoin';
import { isALaPlace, type Acte, type ActeMandat } from './acte.ts';
import { toActeCode, toActesReserves, type DemarcheVue } from './demarche-faits.ts';
import type { Motif } from './resultat.ts';
import type { Acteur } from './role.ts';

/** What an acte needs before it may be saved. */
export interface Exigences {
  mandat: Besoin['niveau'];
  forme: Besoin['forme'];
  relecture: 'aucun' | 'recommande' | 'requis';
  /** Why it may not be done at all, whatever the mandate. */
  motifs: Motif[];
}

/** Acts that bind the person on a sensitive démarche: nothing is sent before it was read back (policy of mandat, `sensible`). */
const A_RELIRE: readonly ActeMandat[] = ['deposer', 'signer', 'payer', 'changer_coordonnees_bancaires'];
const RANK = { aucun: 0, recommande: 1, requis: 2 } as const;

/**
 * What an acte on a démarche needs: mandate, its form, relecture; and why this actor may not do it (accompagnement §5.2 and
 * §5.3). `besoin` of mandat is the authority for the mandate, `decideActe` of demarches for what the catalogue forbids; each
 * is asked for every act that the writer does.
 *
 * Motifs: `mode_incoherent`, `acte_reserve`, `benevole_acte_sensible`, `benevole_absence`, `benevole_identifiants`,
 * `MODE_NON_PERMIS`, `MOYEN_INTERDIT`.
 */
export function checkExigences(acte: Acte, demarche: DemarcheVue, acteur: Acteur): Exigences {
  const besoins = computeBesoins(acte, demarche.classe);
  const motifs = [
    ...checkReserves(acte, demarche),
    ...checkBenevole(acte, demarche, acteur),
    ...checkCatalogue(acte, demarche),
    ...besoins.motifs,
  ];
  return { ...besoins, motifs };
}

/** What says how much an acte binds. */
type ActeEngageant = Pick<Acte, 'mode' | 'saisieIdentifiants' | 'actesFaits'>;

/** What an acte needs on any démarche of a classe, whoever does it. Motifs: `mode_incoherent`. */
export function computeBesoins(acte: ActeEngageant, classe: DemarcheVue['classe']): Exigences {
  const { mode, saisieIdentifiants, actesFaits } = acte;
  const motifs: Motif[] = [];
  let need: Besoin = { niveau: 'aucun', forme: 'libre' };
  for (const done of actesFaits.length > 0 ? actesFaits : [undefined]) {
    const answer = besoin({
      mode,
      classe,
      acte: done,
      identifiantsParEcrivain: saisieIdentifiants,
    });
    if (!answer.ok) {
      motifs.push(...answer.motifs);
      break;
    }
    if (RANK[answer.value.niveau] >= RANK[need.niveau]) need = answer.value;
  }
  return { mandat: need.niveau, forme: need.forme, relecture: needOfRelecture(acte, classe), motifs };
}

function needOfRelecture(
  { mode, actesFaits }: ActeEngageant,
  classe: DemarcheVue['classe'],
): Exigences['relecture'] {
  if (mode === 'faire_avec') return classe === 'sensible' ? 'recommande' : 'aucun';
  if (!isALaPlace(mode)) return 'aucun';
  return classe === 'sensible' && actesFaits.some((a) => A_RELIRE.includes(a)) ? 'requis' : 'recommande';
}

function checkReserves(acte: Acte, demarche: DemarcheVue): Motif[] {
  const reserved = toActesReserves(demarche);
  return acte.actesFaits
    .map((done, index) => ({ done, index }))
    .filter(({ done }) => reserved.includes(done))
    .map(({ index }) => ({
      code: 'acte_reserve',
      phrase: 'La loi réserve cet acte à la personne, même avec un mandat.',
      path: ['actesFaits', index],
      alternative: 'Préparez, puis laissez la personne faire cet acte.',
    }));
}

/** Refusals of the catalogue that are said nowhere else: the mandate is for mandat, the volunteer and reserved acts are above. */
const CATALOGUE_ONLY = ['MODE_NON_PERMIS', 'MOYEN_INTERDIT'];

function checkCatalogue(acte: Acte, vue: DemarcheVue): Motif[] {
  const demarche = { ...UNSAID, ...vue } as unknown as Demarche;
  const refusals = new Map<string, Motif>();
  for (const done of acte.actesFaits.length > 0 ? acte.actesFaits.map(toActeCode) : ['informer' as const]) {
    const decision = decideActe(demarche, {
      mode: acte.mode,
      acte: done,
      moyen: acte.saisieIdentifiants ? 'compte-usager' : 'aucun',
      // No mandate is judged here, so that no day matters.
      le: '0001-01-01',
      mandat: { perimetres: [demarche.perimetre], finLe: '9999-12-31' },
      acteur: { statut: 'salarie', habilitations: [] },
    });
    if (decision.ok) continue;
    for (const m of decision.motifs) if (CATALOGUE_ONLY.includes(m.code)) refusals.set(m.code, m);
  }
  return [...refusals.values()].map((m) => ({
    ...m,
    path: [m.code === 'MODE_NON_PERMIS' ? 'mode' : 'saisieIdentifiants'],
  }));
}

/** What the catalogue leaves open when a démarche is seen in part only. */
const UNSAID = {
  actesReserves: [],
  modes: {},
  auth: { valeur: { aidantsConnect: 'inconnu' } },
};

function checkBenevole(acte: Acte, demarche: DemarcheVue, acteur: Acteur): Motif[] {
  if (!acteur.roles.includes('benevole') || acteur.roles.includes('ecrivain')) return [];
  const motifs: Motif[] = [];
  if (demarche.classe === 'sensible') {
    motifs.push({
      code: 'benevole_acte_sensible',
      phrase: 'Un bénévole ne fait que les démarches simples.',
      path: ['objet', 'demarcheId'],
      alternative: 'Confiez cette démarche à un écrivain.',
    });
  }
  if (acte.mode === 'faire_a_la_place_absent') {
    motifs.push({
      code: 'benevole_absence',
      phrase: 'Un bénévole n’agit pas en l’absence de la personne.',
      path: ['mode'],
    });
  }
  if (acte.saisieIdentifiants) {
    motifs.push({
      code: 'benevole_identifiants',
      phrase: 'Un bénévole ne saisit pas les identifiants de la personne.',
      path: ['saisieIdentifiants'],
    });
  }
  return motifs;
}
