import { getDemarche } from '@porte-plume/demarches';
import { answer } from '../demarches/reponse.ts';
import type { Reponse } from './cellule.ts';
import type { Saisie } from './colonnes.ts';
import { readRang, type LigneLue } from './lecture.ts';

/** Démarches named when the words fit several. */
const CANDIDATES = 4;

/** Reads a row of text with the whole catalogue. */
export function readLigne(saisie: Saisie, favorites: readonly Reponse[], date: string): LigneLue {
  return readRang(saisie, { favorites, date, find });
}

function find(mots: string): { id: string } | { candidates: string[] } {
  const id = getDemarche(mots)?.id;
  if (id !== undefined) return { id };
  const reponse = answer(mots);
  if (reponse.nature === 'page') return { id: reponse.id };
  return {
    candidates:
      reponse.nature === 'rien'
        ? []
        : reponse.resultats.slice(0, CANDIDATES).map(({ demarche }) => demarche.nom),
  };
}
