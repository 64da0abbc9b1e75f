import type { ReactNode } from 'react';
import { Champ, type Erreur } from '../../ui/form.tsx';

/** The field of a code read on a paper: thirteen signs, typed as they come. Posts `code`. */
export function ChampCode(props: {
  libelle: string;
  aide: string;
  valeur: string | undefined;
  erreurs: readonly Erreur[];
}): ReactNode {
  return (
    <div className="carte">
      <Champ
        nom="code"
        libelle={props.libelle}
        aide={props.aide}
        valeur={props.valeur}
        taille="code"
        erreurs={props.erreurs}
        attributs={{ autoCapitalize: 'characters', spellCheck: false, maxLength: 40, dir: 'ltr' }}
      />
    </div>
  );
}
