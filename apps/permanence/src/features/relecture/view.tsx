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
  moyens: readonly Choix[];
  valeurs: { moyen?: string; accord?: string; recepisse?: string; recepisse4?: string };
}

const accords: readonly Choix[] = [
  { code: 'oui', libelle: 'Oui, c’est juste' },
  { code: 'corrige_puis_oui', libelle: 'Oui, après correction' },
  { code: 'non', libelle: 'Non, on n’envoie pas' },
];

const recepisses: readonly Choix[] = [
  { code: 'oui', libelle: 'Reçu' },
  { code: 'attendu', libelle: 'Attendu' },
  { code: 'non', libelle: 'Pas de récépissé' },
];

/** The summary, read aloud before anything is sent; then the person's answer, and the receipt. */
export function RelectureView(props: RelectureProps): ReactNode {
  const { valeurs, erreurs = [] } = props;
  return (
    <Page cadre={props.cadre} titre="Relisons ensemble" erreurs={erreurs} lecteur="personne">
      <div className="carte">
        <Lecture parties={props.texte} />
      </div>
      <Formulaire envoi={props.envoi}>
        <div className="carte">
          <Puces
            nom="accord"
            legende="Est-ce que c’est juste&nbsp;?"
            choix={accords}
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
              libelle="Les 4 derniers signes, si vous voulez"
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
