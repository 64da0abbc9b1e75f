import type { ReactNode } from 'react';
import {
  Bouton,
  Champ,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Puces,
} from '../../ui/form.tsx';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { ChoixLangue, Traduit } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { Lecture, type PartieLue } from '../../ui/lecture.tsx';

export interface RelectureProps {
  cadre: Cadre;
  /** Posts `etape=relire` with `moyen`, `accord`, `recepisse`, `recepisse4`. */
  envoi: Envoi;
  erreurs?: readonly Erreur[];
  retour: string;
  /** The summary that is read aloud: sentences of twelve words at most. */
  texte: readonly PartieLue[];
  messages?: Messages;
  /** The same in the language of the person. */
  traduit?: readonly PartieLue[];
  moyens: readonly Choix[];
  valeurs: { moyen?: string; accord?: string; recepisse?: string; recepisse4?: string };
}

const ACCORDS = [
  ['oui', 'relecture.oui'],
  ['corrige_puis_oui', 'relecture.corrige'],
  ['non', 'relecture.non'],
] as const;

const recepisses: readonly Choix[] = [
  { code: 'oui', libelle: 'Reçu' },
  { code: 'attendu', libelle: 'Attendu' },
  { code: 'non', libelle: 'Pas de récépissé' },
];

/** The summary, read aloud before anything is sent; then the person's answer, and the receipt. */
export function RelectureView(props: RelectureProps): ReactNode {
  const { valeurs, erreurs = [], traduit, messages: m = FRANCAIS } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={FRANCAIS.dit('relecture.titre')}
      erreurs={erreurs}
      lecteur="personne"
      traduit={m}
      large={traduit !== undefined}
    >
      <ChoixLangue m={m} />
      <div className="carte">
        {traduit === undefined ? (
          <Lecture parties={props.texte} />
        ) : (
          <>
            <div className="lu-paire">
              <Lecture parties={props.texte} />
              <div lang={m.lang} dir={m.dir}>
                <Lecture parties={traduit} />
              </div>
            </div>
          </>
        )}
      </div>
      <Formulaire envoi={props.envoi}>
        <div className="carte">
          <Puces
            nom="accord"
            legende={
              <>
                {FRANCAIS.dit('relecture.juste')} <Traduit m={m} cle="relecture.juste" />
              </>
            }
            choix={ACCORDS.map(([code, cle]) => ({
              code,
              libelle: FRANCAIS.dit(cle),
              traduction: <Traduit m={m} cle={cle} />,
            }))}
            valeur={valeurs.accord}
            erreurs={erreurs}
            forme="pile"
          />
        </div>
        <div className="carte note-agent">
          <Puces
            nom="moyen"
            legende="Façon de relire"
            choix={props.moyens}
            valeur={valeurs.moyen ?? props.moyens[0]?.code}
            erreurs={erreurs}
          />
          <Puces
            nom="recepisse"
            legende="Récépissé du site"
            choix={recepisses}
            valeur={valeurs.recepisse ?? 'attendu'}
            erreurs={erreurs}
            ouvre={{ oui: 'recepisse' }}
          />
          <div data-volet="recepisse">
            <Champ
              nom="recepisse4"
              libelle="Les 4 derniers signes"
              facultatif
              aide="Jamais plus&nbsp;: le numéro entier part avec la personne."
              valeur={valeurs.recepisse4}
              taille="court"
              erreurs={erreurs}
              attributs={{ maxLength: 4 }}
            />
          </div>
        </div>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur="relire" icone="fait">
            Noter la relecture
          </Bouton>
          <LienBouton href={props.retour} nature="discret">
            Pas maintenant
          </LienBouton>
        </div>
      </Formulaire>
    </Page>
  );
}
