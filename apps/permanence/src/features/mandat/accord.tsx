import type { DocumentMandat } from '@porte-plume/mandat/document';
import type { ReactNode } from 'react';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { Case, type Choix, Formulaire, Puces } from '../../ui/form.tsx';
import { Traduit } from '../../ui/langues.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { Lecture, type PartieLue } from '../../ui/lecture.tsx';
import { LectureBilingue } from './bilingue.tsx';
import { type EtapeProps, PageEtape, Suite } from './etape.tsx';
import { type OralProps, Signature, type SignatureProps } from './signature.tsx';

export interface MandatSignerProps extends EtapeProps, Omit<SignatureProps, 'erreurs' | 'oral' | 'messages'> {
  /** Two or three sentences that sum the mandate up above the signature. */
  resume: readonly string[];
  /** The same in the language in which the mandate was explained. */
  traduit?: readonly PartieLue[];
  messages?: Messages;
  /** The whole text in both languages, to look at again before signing. */
  bilingue?: DocumentMandat;
  /** What an oral agreement allows meanwhile, and its last day in words. */
  oral: OralProps;
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
  const { valeurs, erreurs = [], messages: m = FRANCAIS } = props;
  return (
    <PageEtape {...props} rang={5} titre={FRANCAIS.dit('signer.titre')} traduit={m}>
      <div className="carte">
        <Resume {...props} m={m} />
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
        <Signature {...props} erreurs={erreurs} messages={m} />
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

/** What she signs, summed up: French, then her language. */
function Resume(props: {
  resume: readonly string[];
  traduit?: readonly PartieLue[];
  m: Messages;
}): ReactNode {
  const { resume, traduit, m } = props;
  return (
    <>
      <Lecture parties={[{ phrases: resume }]} />
      {traduit === undefined ? null : (
        <div lang={m.lang} dir={m.dir}>
          <Lecture parties={traduit} />
        </div>
      )}
    </>
  );
}

/** An oral agreement put in writing. Posts the same fields, without `accepte`: the structure has accepted already. */
export function MandatRegulariserView(
  props: Omit<EtapeProps, 'erreurs'> &
    Omit<SignatureProps, 'oral' | 'messages'> & {
      cadre: Cadre;
      resume: readonly string[];
      traduit?: readonly PartieLue[];
      messages?: Messages;
      /** Last day to sign: the sentence in French, and in the language of the person. */
      limite: { dit: string; traduit: string };
    },
): ReactNode {
  const { messages: m = FRANCAIS } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={FRANCAIS.dit('signer.dit')}
      surtitre="Mandat, accord oral"
      erreurs={props.erreurs}
      lecteur="personne"
      traduit={m}
    >
      <Traduit m={m} cle="signer.dit" />
      <Avis nature="pas">
        <p>
          {FRANCAIS.dit('signer.oui-dit')} <strong>{props.limite.dit}</strong>
        </p>
        {m.langue === 'fr' ? null : (
          <p lang={m.lang} dir={m.dir}>
            {m.dit('signer.oui-dit')} {props.limite.traduit}
          </p>
        )}
      </Avis>
      <div className="carte">
        <Resume {...props} m={m} />
      </div>
      <Formulaire envoi={props.envoi} fichier>
        <Signature {...props} messages={m} />
        <Suite etape="regulariser" libelle="Valider la signature" retour={props.retour} />
      </Formulaire>
    </Page>
  );
}
