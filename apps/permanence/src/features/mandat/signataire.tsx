import type { ReactNode } from 'react';
import { Champ, type Choix, type Erreur, Puces } from '../../ui/form.tsx';
import { SIGNATAIRES } from './libelles.ts';
import { CAPACITES_REPRESENTEES, NOM_MAX } from './qui.ts';

/** What was answered, by name of field. */
export interface ValeursSignataire {
  /** Code of `Capacite`. */
  capacite?: string;
  /** `personne` or `autre`. */
  signataire?: string;
  /** Code of `ConstituantKind`. */
  constituant?: string;
  constituantNom?: string;
}

/** The two questions that say who signs: a measure of protection, and whether somebody else signs for her or with her. */
export function Signataire({
  valeurs,
  erreurs,
  aide,
  capacites,
  constituants,
}: {
  valeurs: ValeursSignataire;
  erreurs: readonly Erreur[];
  aide: string;
  capacites: readonly Choix[];
  constituants: readonly Choix[];
}): ReactNode {
  return (
    <>
      <Puces
        nom="capacite"
        legende="Une mesure de protection est-elle en cours&nbsp;?"
        aide={aide}
        choix={capacites}
        valeur={valeurs.capacite}
        erreurs={erreurs}
        forme="liste"
        ouvre={Object.fromEntries(CAPACITES_REPRESENTEES.map((code) => [code, 'representant']))}
      />
      <div data-sans="representant">
        <Puces
          nom="signataire"
          legende="Qui signe le mandat&nbsp;?"
          choix={SIGNATAIRES}
          valeur={valeurs.signataire === 'autre' ? 'autre' : 'personne'}
          erreurs={erreurs}
          ouvre={{ autre: 'representant' }}
        />
      </div>
      <div data-volet="representant" className="pile">
        <Puces
          nom="constituant"
          legende="Qui signe, pour elle ou avec elle&nbsp;?"
          choix={constituants}
          valeur={valeurs.constituant}
          erreurs={erreurs}
          forme="liste"
        />
        <Champ
          nom="constituantNom"
          libelle="Son prénom et son nom"
          aide="Gardé au coffre, avec le nom de la personne."
          valeur={valeurs.constituantNom}
          erreurs={erreurs}
          attributs={{ maxLength: NOM_MAX }}
        />
      </div>
    </>
  );
}
