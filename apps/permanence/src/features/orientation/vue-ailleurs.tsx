import type { ReactNode } from 'react';
import { Bouton, Champ, type Envoi, type Erreur, Formulaire, Liste, Puces } from '../../ui/form.tsx';
import { BESOINS } from './listes.ts';

const NATURES = [
  { code: 'organisme', libelle: 'Un organisme' },
  { code: 'aidant_familial', libelle: 'Un proche qui aide' },
];

export interface AilleursProps {
  envoi: Envoi;
  valeurs: Readonly<Record<string, string>>;
  erreurs: readonly Erreur[];
}

/** Where no file of places leads: one line for an office, none for a relative, whose name is not written. */
export function Ailleurs({ envoi, valeurs, erreurs }: AilleursProps): ReactNode {
  return (
    <details open={valeurs.nature !== undefined ? true : undefined}>
      <summary>Elle va ailleurs&nbsp;: un organisme, un proche</summary>
      <Formulaire envoi={{ ...envoi, action: '/orientation/ailleurs' }} className="carte" tout="demande">
        <Puces
          nom="nature"
          legende="Vers qui&nbsp;?"
          choix={NATURES}
          valeur={valeurs.nature}
          erreurs={erreurs}
        />
        <div className="duo">
          <Champ
            nom="organisme"
            libelle="Nom de l’organisme"
            aide="«&nbsp;CAF de Saint-Étienne&nbsp;». Jamais le nom d’une personne&nbsp;: rien pour un proche."
            taille="plein"
            valeur={valeurs.organisme}
            erreurs={erreurs}
            attributs={{ maxLength: 120 }}
          />
          <Liste
            nom="besoinAilleurs"
            libelle="Pour quel besoin&nbsp;?"
            choix={BESOINS}
            valeur={valeurs.besoinAilleurs}
            vide="Choisir"
            erreurs={erreurs}
          />
        </div>
        <div className="actions">
          <Bouton>La personne est d’accord</Bouton>
        </div>
      </Formulaire>
    </details>
  );
}
