import type { ReactNode } from 'react';
import { Icone } from '../../ui/icons.tsx';

/** A button that the passkey island brings to life, and the place where it answers. */
export function BoutonCle({ libelle, premier = false }: { libelle: string; premier?: boolean }): ReactNode {
  return (
    <>
      <div className="actions si-js">
        <button type="button" className={premier ? 'bouton bouton-premier' : 'bouton'} data-cle="">
          <Icone nom="clef" />
          {libelle}
        </button>
      </div>
      <p className="annonce" data-etat="" role="status" />
      <p className="doux sans-js">La clé d’accès demande JavaScript, qui est coupé sur cet appareil.</p>
    </>
  );
}

/** Adds a passkey of this device to the signed-in account. */
export function AjouterCle(): ReactNode {
  return (
    <details>
      <summary>Ajouter une clé d’accès à cet appareil</summary>
      <div
        className="carte"
        data-ilot="cle"
        data-creer=""
        data-options="/connexion/passkey/enregistrement/options"
        data-verifier="/connexion/passkey/enregistrement/verification"
      >
        <p>Vous ouvrirez ensuite votre compte sans code ni mot de passe, d’un doigt ou d’un regard.</p>
        <BoutonCle libelle="Ajouter la clé" />
      </div>
    </details>
  );
}
