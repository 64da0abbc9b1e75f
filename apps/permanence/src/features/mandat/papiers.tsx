import type { ReactNode } from 'react';
import {
  Bouton,
  Cases,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { CANAUX_COMPTE } from './choix.ts';

/** Every paper that may be printed now, in every language that is written. */
export interface PapiersProps {
  /** `/mandat/<id>/document`: the choices go there as a query, which holds codes only. */
  action: string;
  genres: readonly Choix[];
  langues: readonly Choix[];
}

const NIVEAUX: readonly Choix[] = [
  { code: 'complet', libelle: 'Texte complet' },
  { code: 'langage_simple', libelle: 'Mots simples' },
];

/** Another paper, another language, plain words: seldom needed, so folded. */
export function Papiers({ action, genres, langues }: PapiersProps): ReactNode {
  return (
    <details>
      <summary>Autre papier, autre langue, mots simples</summary>
      <form method="get" action={action} className="pile">
        <div className="duo">
          <Liste nom="genre" libelle="Papier" choix={genres} valeur={genres[0]?.code} />
          <Liste nom="langue" libelle="Langue" choix={langues} valeur={langues[0]?.code} />
        </div>
        <Puces nom="niveau" legende="Niveau de langue" choix={NIVEAUX} valeur={NIVEAUX[0]?.code} />
        <div className="actions">
          <Bouton action={`${action}.pdf`} icone="telecharger">
            À imprimer (PDF)
          </Bouton>
          <Bouton nature="discret">À l’écran</Bouton>
        </div>
      </form>
    </details>
  );
}

/** An act done for the person, of which no account was given yet. */
export interface GesteARendre {
  id: string;
  libelle: string;
  quand: string;
}

/** The account due to the person (C. civ. 1993): which acts, and how she was told. */
export function Comptes(props: {
  envoi: Envoi;
  gestes: readonly GesteARendre[];
  /** The account, to print. */
  pdf?: string;
  erreurs: readonly Erreur[];
}): ReactNode {
  return (
    <section className="carte" aria-labelledby="a-rendre">
      <div>
        <h2 id="a-rendre">Compte rendu à la personne</h2>
        <p className="doux">Dites-lui ce qui a été fait, et notez-le ici.</p>
      </div>
      <Formulaire envoi={props.envoi}>
        <Cases
          nom="rendus"
          legende="Ce qui a été fait pour elle"
          auMoins
          choix={props.gestes.map(({ id, libelle, quand }) => ({ code: id, libelle, aide: quand }))}
          valeurs={props.gestes.map(({ id }) => id)}
          erreurs={props.erreurs}
        />
        <Puces
          nom="compte"
          legende="Comment l’a-t-elle su&nbsp;?"
          choix={CANAUX_COMPTE}
          valeur={CANAUX_COMPTE[0]?.code}
          erreurs={props.erreurs}
        />
        <div className="actions">
          <Bouton>Noter le compte rendu</Bouton>
          {props.pdf === undefined ? null : (
            <LienBouton href={props.pdf} nature="discret">
              Compte rendu à imprimer (PDF)
            </LienBouton>
          )}
        </div>
      </Formulaire>
    </section>
  );
}
