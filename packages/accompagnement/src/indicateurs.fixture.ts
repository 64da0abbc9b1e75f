import { getDemarche } from '@porte-plume/demarches';
import {
  computeIndicateur,
  getIndicateurs,
  type Faits,
  type Indicateur,
  type IndicateurValue,
  type OptionsIndicateur,
} from './indicateurs.ts';
import type { Acte } from './acte.ts';
import type { Intervention } from './intervention.ts';
import { PROFIL_NON_DEMANDE, type Profil } from './profil.ts';

let rank = 0;
/** A visit; `qui` null = anonymous. */
export function intervention(
  date: string,
  qui: string | null,
  over: Partial<Intervention> = {},
  profil: Partial<Profil> = {},
): Intervention {
  rank += 1;
  const full = { ...PROFIL_NON_DEMANDE, ...profil };
  return {
    id: `i-${rank}`,
    seanceId: 's',
    date,
    personne:
      qui === null
        ? { nature: 'anonyme', profil: full }
        : { nature: 'suivie', id: qui, pseudonyme: qui.padEnd(32, '0'), profil: full },
    actes: [],
    motifsVenue: [],
    dureeMin: 'non_demande',
    canal: 'lieu',
    tiers: 'non_demande',
    renoncement: 'non_demande',
    creeLe: `${date}T09:00:00.000Z`,
    modifieLe: `${date}T09:00:00.000Z`,
    version: 1,
    nomenclature: '2026.1',
    annulee: null,
    ...over,
  };
}

export const annulee = { le: '2026-01-06T09:00:00.000Z', par: 'e', motif: 'doublon' } as const;

/** An acte on a démarche of the catalogue. */
export function acteSur(demarcheId: string, over: Partial<Acte> = {}): Acte {
  rank += 1;
  return {
    id: `a-${rank}`,
    objet: { nature: 'demarche', demarcheId, catalogue: '0.1.0' },
    mode: 'informer',
    actesFaits: [],
    saisieIdentifiants: false,
    issue: { code: 'finalisee' },
    ...over,
  };
}

export const faitsOf = (interventions: readonly Intervention[], over: Partial<Faits> = {}): Faits => ({
  interventions,
  seances: [{ id: 's', lieuId: 'l' }],
  lieux: [{ id: 'l', territoireId: 'forez', nature: 'mairie' }],
  getDemarche,
  ...over,
});

export const SET = 'indicateurs@2026.1';
export const annee = { du: '2026-01-01', au: '2026-12-31' } as const;

export function definitionOf(code: string): Indicateur {
  const def = getIndicateurs(SET).find((d) => d.code === code);
  if (def === undefined) throw new Error('no such code');
  return def;
}

export function compute(
  code: string,
  faits: Faits,
  periode: { du: string; au: string } = annee,
  options: OptionsIndicateur = {},
): IndicateurValue {
  const answer = computeIndicateur(definitionOf(code), faits, periode, options);
  if (!answer.ok)
    throw new Error(answer.motifs.map((m) => `${m.code} ${m.path?.join('.') ?? ''}`).join(', '));
  return answer.value;
}

/** Codes of a refusal, empty when it is accepted. */
export function motifsOf(
  def: Indicateur | string,
  faits: Faits,
  periode: { du: string; au: string } = annee,
) {
  const answer = computeIndicateur(typeof def === 'string' ? definitionOf(def) : def, faits, periode);
  return answer.ok ? [] : answer.motifs.map((m) => m.code);
}

/** `value` and `n` of the line that has exactly these codes. */
export function partOf(
  v: IndicateurValue,
  key: Record<string, string>,
): readonly [number | null, number] | null {
  const wanted = JSON.stringify(Object.entries(key).sort());
  const found = v.parts?.find((p) => JSON.stringify(Object.entries(p.key).sort()) === wanted);
  return found === undefined ? null : [found.value, found.n];
}
