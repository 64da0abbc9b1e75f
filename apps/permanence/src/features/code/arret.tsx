import type { ReactNode } from 'react';
import { Bouton, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { Lecture } from '../../ui/lecture.tsx';
import { ChampCode } from './champ-code.tsx';
import { ContactDe, type ContactProps } from './contact.tsx';

interface Commun {
  cadre: Cadre;
  envoi: Envoi;
}

/** The public door of « Arrêter un mandat »: a code, and nothing else. Posts `code`. */
export function ArreterView(props: Commun & { code?: string; erreurs?: readonly Erreur[] }): ReactNode {
  const { erreurs = [] } = props;
  return (
    <Page cadre={props.cadre} titre="Arrêter un mandat" erreurs={erreurs} lecteur="personne">
      <div className="lu">
        <p>Votre copie du mandat porte un code d’arrêt. Il commence par la lettre&nbsp;R.</p>
      </div>
      <Formulaire envoi={props.envoi}>
        <ChampCode libelle="Votre code d’arrêt" valeur={props.code} erreurs={erreurs} />
        <div className="actions">
          <Bouton nature="premier">Continuer</Bouton>
        </div>
      </Formulaire>
      <details>
        <summary>Je n’ai plus ma copie</summary>
        <div className="carte">
          <p>Appelez la structure qui vous aide, ou passez la voir.</p>
          <p>Elle arrête le mandat tout de suite.</p>
          <p>Vous n’avez pas à dire pourquoi.</p>
        </div>
      </details>
    </Page>
  );
}

/** One tap to confirm; nothing of the mandate is shown. Posts `code` and `etape=arreter`. */
export function ConfirmerArretView(props: Commun): ReactNode {
  return (
    <Page cadre={props.cadre} titre="Arrêter ce mandat&nbsp;?" lecteur="personne">
      <Lecture
        parties={[
          {
            phrases: [
              'Votre code est bon.',
              'Personne n’agira plus à votre place avec ce mandat.',
              'Vous n’avez pas à dire pourquoi.',
            ],
          },
        ]}
      />
      <Formulaire envoi={props.envoi}>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur="arreter">
            Oui, j’arrête ce mandat
          </Bouton>
          <LienBouton href="/arreter" nature="discret">
            Non, je ne change rien
          </LienBouton>
        </div>
      </Formulaire>
    </Page>
  );
}

/** After the code: just stopped, stopped before, or over by itself. */
export function ArretView(props: {
  cadre: Cadre;
  nature: 'fait' | 'deja' | 'fini';
  /** Day and hour in words, in the structure's zone. */
  le?: string;
  contact: ContactProps;
}): ReactNode {
  return (
    <Page cadre={props.cadre} titre={TITRES[props.nature]} lecteur="personne">
      <Lecture
        parties={[
          {
            phrases: [
              ...(props.le === undefined ? [] : ['Le mandat est arrêté.', `C’était le ${props.le}.`]),
              ...SUITES[props.nature],
            ],
          },
        ]}
      />
      <ContactDe {...props.contact} />
    </Page>
  );
}

const TITRES = {
  fait: 'C’est fait',
  deja: 'Ce mandat est déjà arrêté',
  fini: 'Ce mandat est déjà fini',
} as const;

const SUITES = {
  fait: [
    'Personne n’agit plus à votre place avec ce mandat.',
    'Un dossier déjà envoyé continue son chemin.',
    'Votre code ne sert plus.',
    'On peut toujours vous aider, à côté de vous.',
  ],
  deja: ['Vous n’avez rien d’autre à faire.', 'On peut toujours vous aider, à côté de vous.'],
  fini: [
    'Personne n’agit plus à votre place avec ce mandat.',
    'Vous n’avez rien d’autre à faire.',
    'On peut toujours vous aider, à côté de vous.',
  ],
} as const;
