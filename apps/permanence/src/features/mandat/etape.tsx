import type { ReactNode } from 'react';
import type { Messages } from '../../messages/messages.ts';
import { Bouton, type Envoi, type Erreur, LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { type Cadre, Etapes, Page } from '../../ui/layout.tsx';

/** What each step of the mandate receives. */
export interface EtapeProps {
  cadre: Cadre;
  envoi: Envoi;
  erreurs?: readonly Erreur[];
  /** Where « Pas maintenant » leads: back to the entry, kept as it is. */
  retour: string;
}

const total = 5;

/** Every step posts `etape` with its own name: `qui`, `quoi`, `sauf`, `duree`, `expliquer`, `signer`. */
export function PageEtape(
  props: EtapeProps & {
    rang: number;
    titre: string;
    chapeau?: string;
    /** The language of the person who reads this step too: the mandate is French, hers stands under it. */
    traduit?: Messages;
    /** Two columns need more room. */
    large?: boolean;
    children: ReactNode;
  },
): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre={props.titre}
      onglet={`Mandat, étape ${props.rang} sur ${total}\u00a0: ${props.titre}`}
      surtitre={`Mandat, étape ${props.rang} sur ${total}`}
      {...(props.chapeau === undefined ? {} : { chapeau: props.chapeau })}
      erreurs={props.erreurs ?? []}
      {...(props.traduit === undefined ? {} : { lecteur: 'personne', traduit: props.traduit })}
      large={props.large ?? false}
    >
      <Etapes fait={props.rang} total={total} />
      {props.children}
    </Page>
  );
}

/** The way on, and the way back to the entry. */
export function Suite(props: { etape: string; libelle: string; retour: string }): ReactNode {
  return (
    <div className="actions">
      <Bouton nature="premier" nom="etape" valeur={props.etape}>
        {props.libelle}
        <Icone nom="fleche" />
      </Bouton>
      <LienBouton href={props.retour} nature="discret">
        Pas maintenant
      </LienBouton>
    </div>
  );
}
