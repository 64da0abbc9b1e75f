import { besoin } from '@porte-plume/mandat/besoin';
import { ActeSchema, type Acte, type ActeMandat } from './acte.ts';
import type { Id, Instant } from './date-civile.ts';
import type { DemarcheVue } from './demarche-faits.ts';
import { checkExigences } from './exigences.ts';
import type { Intervention, InterventionSaisie } from './intervention.ts';
import { read } from './lecture.ts';
import type { Contexte, Ports } from './ports-seance.ts';
import type { Motif } from './resultat.ts';

/** The actes with their mandates, or why they may not be saved. */
export interface Controle {
  actes: Acte[];
  motifs: Motif[];
}

/**
 * Checks each acte of an entry against the matrix (accompagnement §5.2): reserved acts, volunteer, mandate by the port for
 * each act that requires one, relecture. Paths start at the intervention.
 *
 * @param old - the intervention that is corrected: what was checked when it was recorded is not asked again, so that a typing
 *   error can be mended after the mandate has ended
 */
export function controlActes(
  saisie: InterventionSaisie,
  a: Instant,
  ports: Ports,
  ctx: Contexte,
  old?: Intervention,
): Controle {
  const motifs: Motif[] = [];
  const actes = saisie.actes.map((acte, index): Acte => {
    const before = findUntouched(acte, saisie, old);
    if (before !== undefined) {
      return before.mandatId === undefined ? acte : { ...acte, mandatId: before.mandatId };
    }
    const own = controlActe(acte, saisie, a, ports, ctx);
    motifs.push(...own.motifs.map((m) => ({ ...m, path: ['actes', index, ...(m.path ?? [])] })));
    return own.mandatId === undefined ? acte : { ...acte, mandatId: own.mandatId };
  });
  return { actes, motifs };
}

/** What the matrix says of an entry whose shape was refused: its sound actes, without asking for any mandate. */
export function controlSoundActes(input: unknown, ports: Ports, ctx: Contexte): Motif[] {
  const list: unknown = typeof input === 'object' && input !== null && 'actes' in input ? input.actes : [];
  if (!Array.isArray(list)) return [];
  return list.slice(0, 12).flatMap((item: unknown, index) => {
    const acte = read(ActeSchema, item);
    if (!acte.ok) return [];
    const { objet } = acte.value;
    const demarche = objet.nature === 'demarche' ? ports.getDemarche(objet.demarcheId) : THEME;
    const motifs =
      demarche === null ? [unknownDemarche()] : checkExigences(acte.value, demarche, ctx.acteur).motifs;
    return motifs.map((m) => ({ ...m, path: ['actes', index, ...(m.path ?? [])] }));
  });
}

/** The same acte for the same person, as far as mandate and relecture go. */
function findUntouched(
  acte: Acte,
  saisie: InterventionSaisie,
  old: Intervention | undefined,
): Acte | undefined {
  const before = old?.actes.find((x) => x.id === acte.id);
  if (old === undefined || before === undefined) return undefined;
  const dossier = ({ personne: p }: Pick<InterventionSaisie, 'personne'>) =>
    p.nature === 'suivie' ? p.id : null;
  const judged = ({ objet, mode, actesFaits, saisieIdentifiants, relecture }: Acte) =>
    [
      objet.nature === 'demarche' ? objet.demarcheId : objet.theme,
      mode,
      ...actesFaits,
      saisieIdentifiants,
      relecture?.id,
      relecture?.accord,
    ].join('|');
  const same =
    dossier(old) === dossier(saisie) &&
    judged(before) === judged(acte) &&
    (isSent(before) || !isSent(acte)) &&
    (acte.mandatId === undefined || acte.mandatId === before.mandatId);
  return same ? before : undefined;
}

function controlActe(
  acte: Acte,
  saisie: InterventionSaisie,
  a: Instant,
  ports: Ports,
  ctx: Contexte,
): { motifs: Motif[]; mandatId?: Id } {
  if (acte.objet.nature !== 'demarche') return { motifs: controlTheme(acte, ctx) };
  const demarche = ports.getDemarche(acte.objet.demarcheId);
  if (demarche === null) return { motifs: [unknownDemarche()] };
  const exigences = checkExigences(acte, demarche, ctx.acteur);
  const motifs = [...exigences.motifs, ...controlRelecture(acte, demarche, exigences.relecture)];
  if (exigences.motifs.some((m) => m.code === 'mode_incoherent')) return { motifs };

  const needed = actesToCover(acte, demarche, exigences.mandat);
  let mandatId = acte.mandatId;
  const refusals = new Map<string, Motif>();
  for (const done of needed) {
    const answer = ports.checkMandat({
      ...(acte.mandatId !== undefined && { mandatId: acte.mandatId }),
      personne: saisie.personne.nature === 'suivie' ? saisie.personne.id : null,
      ecrivainId: ctx.acteur.id,
      demarcheId: demarche.id,
      acte: done,
      mode: acte.mode,
      saisieIdentifiants: acte.saisieIdentifiants,
      interventionId: saisie.id,
      ...(acte.relecture && { relectureId: acte.relecture.evenementId ?? acte.relecture.id }),
      a,
    });
    if (answer.ok) mandatId = answer.value.mandatId;
    else for (const m of answer.motifs) refusals.set(m.code, m);
  }
  // The same lack is said once: our own control already names a missing relecture or an act of a volunteer.
  const said = new Set(motifs.map((m) => m.code));
  motifs.push(...[...refusals.values()].filter((m) => !said.has(m.code)).map(withAlternative));
  return mandatId === undefined ? { motifs } : { motifs, mandatId };
}

/**
 * A theme has no class and no place in a mandate: it is judged as a simple démarche, and what would need a mandate is refused
 * until the démarche is named.
 */
function controlTheme(acte: Acte, ctx: Contexte): Motif[] {
  const { mandat, motifs } = checkExigences(acte, THEME, ctx.acteur);
  if (motifs.some((m) => m.code === 'mode_incoherent')) return motifs;
  if (mandat !== 'requis' && acte.mandatId === undefined) return motifs;
  return [
    ...motifs,
    {
      code: 'pas_de_mandat',
      phrase: 'Aucun mandat ne porte sur un thème de médiation.',
      path: ['objet'],
      alternative: 'Nommez la démarche, ou servez en mode «\u00a0faire avec\u00a0».',
    },
  ];
}

const THEME: DemarcheVue = { id: 'theme', nom: 'Thème', perimetre: 'loisirs', classe: 'simple' };

/** Acts that each require a mandate; when none does, those that a mandate was nevertheless given for. */
function actesToCover(acte: Acte, demarche: DemarcheVue, niveau: string): ActeMandat[] {
  const done: ActeMandat[] = acte.actesFaits.length > 0 ? acte.actesFaits : ['consulter'];
  if (niveau !== 'requis') return acte.mandatId === undefined ? [] : done;
  return done.filter((one) => {
    const answer = besoin({
      mode: acte.mode,
      classe: demarche.classe,
      acte: one,
      identifiantsParEcrivain: acte.saisieIdentifiants,
    });
    return answer.ok && answer.value.niveau === 'requis';
  });
}

/** The issue says that the démarche was sent. */
function isSent({ issue }: Acte): boolean {
  return issue.code === 'finalisee' || issue.code === 'en_attente_reponse';
}

function controlRelecture(acte: Acte, demarche: DemarcheVue, niveau: string): Motif[] {
  const agreed = acte.relecture !== undefined && acte.relecture.accord !== 'non';
  if (agreed) return [];
  if (niveau === 'requis') {
    return [
      {
        code: 'relecture_manquante',
        phrase: 'Relisez le récapitulatif à la personne avant d’envoyer.',
        path: ['relecture'],
        alternative: 'Enregistrez sans envoyer\u00a0: la démarche reste à poursuivre.',
      },
    ];
  }
  const absent = acte.mode === 'faire_a_la_place_absent' && demarche.classe === 'sensible';
  return absent && isSent(acte) && acte.actesFaits.includes('saisir')
    ? [
        {
          code: 'relecture_manquante',
          phrase: 'Sans relecture, la démarche reste à poursuivre.',
          path: ['issue', 'code'],
        },
      ]
    : [];
}

function withAlternative(motif: Motif): Motif {
  return motif.code === 'pas_de_mandat' && motif.alternative === undefined
    ? { ...motif, alternative: 'Servir en mode «\u00a0faire avec\u00a0».' }
    : motif;
}

function unknownDemarche(): Motif {
  return {
    code: 'demarche_inconnue',
    phrase: 'Cette démarche n’existe pas dans le catalogue.',
    path: ['objet', 'demarcheId'],
  };
}
