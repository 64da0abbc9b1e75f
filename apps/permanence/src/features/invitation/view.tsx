import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { BoutonCle } from '../connexion/cle.tsx';

/** The first page of a new account: one key to make. */
export function InvitationView(props: {
  cadre: Cadre;
  chemin: string;
  nom: string;
  organisation: string;
  externe?: string;
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Bienvenue"
      onglet="Bienvenue, créer ma clé d’accès"
      chapeau={`${props.organisation} vous ouvre un compte Porte-plume, ${props.nom}.`}
    >
      <section
        className="carte pile-serree"
        data-ilot="cle"
        data-creer=""
        data-options={`${props.chemin}/options`}
        data-verifier={`${props.chemin}/verification`}
      >
        <h2>Créez votre clé d’accès</h2>
        <p>
          Elle reste sur cet appareil, ou sur votre téléphone. Votre empreinte, votre visage ou le code de
          l’appareil l’ouvre. Il n’y a pas de mot de passe.
        </p>
        <BoutonCle libelle="Créer ma clé" premier />
      </section>
      {props.externe === undefined ? null : (
        <p className="actions">
          <LienBouton href={`${props.chemin}/oidc`}>Entrer plutôt avec {props.externe}</LienBouton>
        </p>
      )}
      <p className="doux">
        Ce lien sert une seule fois. Ensuite, vous lirez la charte, et votre journée s’ouvrira.
      </p>
    </Page>
  );
}
