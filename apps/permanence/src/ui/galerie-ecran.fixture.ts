import type { ReactNode } from 'react';

/** A screen in one state; `personne` when the person helped reads it, so that its sentences are linted. */
export interface Ecran {
  nom: string;
  personne?: boolean;
  vue: ReactNode;
}
