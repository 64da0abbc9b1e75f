import type { DocumentMandat } from '@porte-plume/mandat/document';
import type { ReactNode } from 'react';
import { Case, type Choix, Formulaire, Puces } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { Lecture } from '../../ui/lecture.tsx';
import { LectureBilingue } from './bilingue.tsx';
import { type EtapeProps, PageEtape, Suite } from './etape.tsx';
import { Signature, type SignatureProps } from './signature.tsx';

export interface MandatSignerProps extends EtapeProps, Omit<SignatureProps, 'erreurs' | 'oral'> {
  /** Two or three sentences that sum the mandate up above the signature. */
  resume: readonly string[];
  /** The whole text in both languages, to look at again before signing. */
  bilingue?: DocumentMandat;
  /** What an oral agreement allows meanwhile, and its last day in words. */
  oral: { phrases: readonly string[]; actes: readonly string[] };
  /** Asked again when the capacity was unknown: the mandate is not accepted without it. */
  capacites?: readonly Choix[];
  /** Name of who signs, when it is not the person. */
  signataire?: string;
}

/**
 * Posts `etape=signer` with `forme` and what each form asks (see {@link Signature}), `mode` (where the person is),
 * and `accepte=oui`, the writer's own acceptance.
 */
export function MandatSignerView(props: MandatSignerProps): ReactNode {
  const { valeurs, erreurs = [] } = props;
  return (
    <PageEtape {...props} rang={5} titre="Signer" lecteur="personne">
      <div className="carte">
        <Lecture parties={[{ phrases: props.resume }]} />
        {props.signataire === undefined ? null : (
          <p>
            Signe ici&nbsp;: <strong>{props.signataire}</strong>
          </p>
        )}
        {props.bilingue === undefined ? null : (
          <details>
            <summary>Relire dans les deux langues</summary>
            <LectureBilingue document={props.bilingue} />
          </details>
        )}
      </div>
      <Formulaire envoi={props.envoi} fichier>
        <Signature {...props} erreurs={erreurs} />
        <div className="carte note-agent">
          {props.capacites === undefined ? null : (
            <Puces
              nom="capacite"
              legende="Une mesure de protection est-elle en cours&nbsp;?"
              aide="Sans réponse, ce mandat ne peut pas être accepté."
              choix={props.capacites}
              valeur={valeurs.capacite}
              erreurs={erreurs}
              forme="liste"
            />
          )}
          <Case
            nom="accepte"
            libelle="Écrivain·e&nbsp;: j’accepte ce mandat et je m’y tiens"
            demandee
            aide="Le mandat naît de deux accords&nbsp;: le sien, puis le vôtre."
            cochee={valeurs.accepte === 'oui'}
            erreurs={erreurs}
          />
        </div>
        <Suite etape="signer" libelle="Valider le mandat" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}

/** An oral agreement put in writing. Posts the same fields, without `accepte`: the structure has accepted already. */
export function MandatRegulariserView(
  props: Omit<EtapeProps, 'erreurs'> &
    Omit<SignatureProps, 'oral'> & {
      cadre: Cadre;
      resume: readonly string[];
      /** Last day to sign, in words. */
      limite: string;
    },
): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Signer ce qui a été dit"
      surtitre="Mandat, accord oral"
      erreurs={props.erreurs}
      lecteur="personne"
    >
      <Avis nature="pas">
        <p>Vous aviez dit oui de vive voix.</p>
        <p>
          Signez avant le <strong>{props.limite}</strong> au soir.
        </p>
      </Avis>
      <div className="carte">
        <Lecture parties={[{ phrases: props.resume }]} />
      </div>
      <Formulaire envoi={props.envoi} fichier>
        <Signature {...props} />
        <Suite etape="regulariser" libelle="Valider la signature" retour={props.retour} />
      </Formulaire>
    </Page>
  );
}
