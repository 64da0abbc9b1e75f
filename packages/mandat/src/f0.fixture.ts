/** Fixture F0 of the specification: one simple démarche, three ordinary acts, six months, signed on paper. */
import type { Contexte } from './modele/contexte.ts';
import { decide, type Decide } from './regles/decide.ts';
import type { EtatMandat } from './modele/etat.ts';
import type { Commande, CommandeDe, Evenement } from './modele/evenement.ts';
import { evolve } from './histoire/evolve.ts';
import type { DemarcheFaits, Habilitation, Item, Recueil } from './modele/modele.ts';
import type { Motif, Resultat } from './modele/motif.ts';

export const H = 'a'.repeat(64);
/** 2026-11-22 10:00 in Paris. */
export const SIGNE = '2026-11-22T09:00:00.000Z';

export const AIDE_LOGEMENT: DemarcheFaits = {
  id: 'aide-logement',
  catalogueVersion: '2026.11',
  perimetre: 'logement',
  classe: 'simple',
  libelle: 'Demander une aide au logement',
  signaturePersonnelle: false,
  actesReserves: [],
  article9: false,
};
export const DEPOT_RSA: DemarcheFaits = {
  ...AIDE_LOGEMENT,
  id: 'rsa',
  perimetre: 'social',
  classe: 'sensible',
  libelle: 'Demander le RSA',
};

export const E1: Habilitation = {
  ecrivainRef: 'e-1',
  structureId: 's-1',
  kind: 'ecrivain',
  du: '2026-01-01',
  charteVersion: '1',
};
export const E2: Habilitation = { ...E1, ecrivainRef: 'e-2' };

export const ITEM: Item = {
  id: 'i-1',
  portee: { kind: 'demarche', demarche: AIDE_LOGEMENT },
  actes: ['consulter', 'saisir', 'deposer'],
  sauf: [],
  uneFois: false,
};

export const RECUEIL: Recueil = {
  mode: 'presence',
  forme: 'signature_papier',
  langue: 'fr',
  lecture: 'voix_haute',
  interprete: 'aucun',
  reformulation: 'comprise',
  temoins: [],
  noticeBilingue: false,
};

export function contexte(maintenant: string, plus: Partial<Contexte> = {}): Contexte {
  return {
    maintenant,
    zone: 'Europe/Paris',
    alea: (octets) => new Uint8Array(octets),
    appareil: 'a-1',
    seq: 0,
    habilitations: [E1, E2],
    ...plus,
  };
}

type Donnees<T extends Commande['type']> = CommandeDe<T>['donnees'];

export function commande<T extends Commande['type']>(
  type: T,
  donnees: Donnees<T>,
  plus: Partial<Pick<Commande, 'id' | 'mandatId' | 'faitLe' | 'acteur'>> = {},
): Commande {
  return {
    v: 1,
    id: `c-${type}`,
    type,
    mandatId: 'm-1',
    faitLe: SIGNE,
    acteur: { kind: 'ecrivain', ref: 'e-1' },
    donnees,
    ...plus,
  } as Commande;
}

export const PREPARATION: Donnees<'PreparerMandat'> = {
  structure: { id: 's-1', libelle: 'Maison de quartier', zone: 'Europe/Paris' },
  mandant: { ref: 'p-1', capacite: 'aucune_mesure', naissance: 'majeur' },
  constituant: { kind: 'mandant' },
  items: [ITEM],
  duree: { mois: 6 },
  ecrivains: ['e-1', 'e-2'],
};

/** A mandate in the making: its history, its state, and the next command. */
export class Parcours {
  evenements: Evenement[] = [];
  etat: EtatMandat | null = null;
  seq = 0;
  id: string;

  constructor(id = 'm-1') {
    this.id = id;
  }

  essayer(c: Commande, plus: Partial<Contexte> = {}): Resultat<Decide> {
    const pret = { ...c, mandatId: this.id, id: `${this.id}.${c.id}` };
    return decide(this.etat, pret, contexte(c.faitLe, { seq: this.seq, ...plus }));
  }

  /** Carries a command out; throws when it is refused, so that a test fails loudly. Returns the events of others. */
  faire(c: Commande, plus: Partial<Contexte> = {}): Evenement[] {
    const resultat = this.essayer(c, plus);
    if (!resultat.ok) throw new Error(toCodes(resultat.motifs).join(', '));
    for (const e of resultat.value.evenements) if (e.mandatId === this.id) this.ajouter(e);
    return resultat.value.evenements.filter((e) => e.mandatId !== this.id);
  }

  ajouter(e: Evenement): void {
    this.evenements.push(e);
    this.seq += 1;
    this.etat = evolve(this.etat, e);
  }
}

/** Everything up to the acceptance, all at one instant. */
export function signer(
  plus: Partial<Donnees<'PreparerMandat'>> = {},
  q: {
    id?: string;
    le?: string;
    contexte?: Partial<Contexte>;
    jusqua?: Commande['type'];
    recueil?: Partial<Recueil>;
  } = {},
): Parcours {
  const p = new Parcours(q.id);
  const faitLe = q.le ?? SIGNE;
  const recueil = { ...RECUEIL, ...q.recueil };
  const { langue, lecture, interprete, reformulation, noticeBilingue } = recueil;
  const etapes: Commande[] = [
    commande('PreparerMandat', { ...PREPARATION, ...plus }, { faitLe }),
    commande(
      'PresenterNotice',
      { notice: { modele: 'notice', version: '1', langue: 'fr', documentHash: H } },
      { faitLe },
    ),
    commande(
      'EnregistrerLecture',
      { langue, lecture, interprete, reformulation, noticeBilingue },
      { faitLe },
    ),
    commande('Consentir', { recueil, documentHash: H }, { faitLe, acteur: { kind: 'mandant', ref: 'p-1' } }),
    commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }, { faitLe }),
  ];
  for (const etape of etapes) {
    p.faire(etape, q.contexte);
    if (etape.type === q.jusqua) break;
  }
  return p;
}

export function toCodes(motifs: readonly Motif[]): string[] {
  return motifs.map((m) => m.code);
}

export const PLUS_TARD = '2026-12-01T09:00:00.000Z';

/** The filing that F0 allows, changed at will. */
export function acte(change: object = {}, id = 'a1', faitLe = PLUS_TARD) {
  return commande(
    'EffectuerActe',
    {
      itemId: 'i-1',
      demarcheId: 'aide-logement',
      acte: 'deposer',
      mode: 'faire_a_la_place_present',
      canal: 'presence',
      resultat: 'reussi',
      interventionRef: 'v-1',
      presenceMandant: true,
      ...change,
    },
    { id, faitLe },
  );
}

/** Reasons for which a command is refused, none when it is accepted. */
export function motifsDe(p: Parcours, c: Commande, plus = {}): string[] {
  const resultat = p.essayer(c, plus);
  return resultat.ok ? [] : toCodes(resultat.motifs);
}
