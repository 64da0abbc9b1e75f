import type { ReactNode } from 'react';
import type { Messages } from '../../messages/messages.ts';
import { Bouton, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { ChoixLangue, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { Lecture } from '../../ui/lecture.tsx';
import { ChampCode } from './champ-code.tsx';
import { ContactDe, type ContactProps } from './contact.tsx';

interface Commun {
  cadre: Cadre;
  messages: Messages;
}

/** The public door of « Arrêter un mandat »: a code, and nothing else. Posts `code`. */
export function ArreterView(
  props: Commun & { envoi: Envoi; code?: string; erreurs?: readonly Erreur[] },
): ReactNode {
  const { erreurs = [], messages: m } = props;
  return (
    <Page cadre={props.cadre} titre={m.dit('arret.titre')} erreurs={erreurs} lecteur="personne" messages={m}>
      <ChoixLangue m={m} href="/arreter" />
      <div className="lu">
        <p>{m.dit('arret.intro')}</p>
      </div>
      <Formulaire envoi={props.envoi}>
        <ChampCode
          libelle={m.dit('arret.code')}
          aide={m.dit('arret.code-aide')}
          valeur={props.code}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">{m.dit('commun.continuer')}</Bouton>
        </div>
      </Formulaire>
      <details>
        <summary>{m.dit('arret.perdue')}</summary>
        <div className="carte">
          <p>{m.dit('arret.perdue-1')}</p>
          <p>{m.dit('arret.perdue-2')}</p>
          <p>{m.dit('arret.pourquoi')}</p>
        </div>
      </details>
      <NoteTraduction m={m} />
    </Page>
  );
}

/** One tap to confirm; nothing of the mandate is shown. Posts `code` and `etape=arreter`. */
export function ConfirmerArretView({ cadre, envoi, messages: m }: Commun & { envoi: Envoi }): ReactNode {
  return (
    <Page cadre={cadre} titre={m.dit('arret.confirmer')} lecteur="personne" messages={m}>
      <Lecture
        parties={[{ phrases: [m.dit('arret.bon'), m.dit('arret.personne'), m.dit('arret.pourquoi')] }]}
      />
      <Formulaire envoi={envoi}>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur="arreter">
            {m.dit('arret.oui')}
          </Bouton>
          <LienBouton href={`/arreter?langue=${m.langue}`} nature="discret">
            {m.dit('arret.non')}
          </LienBouton>
        </div>
      </Formulaire>
      <NoteTraduction m={m} />
    </Page>
  );
}

/** After the code: just stopped, stopped before, or over by itself. */
export function ArretView(
  props: Commun & {
    nature: 'fait' | 'deja' | 'fini';
    /** Day and hour in words, in the structure's zone. */
    le?: string;
    contact: ContactProps;
  },
): ReactNode {
  const { nature, le, messages: m } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit(`arret.${nature}`)}
      onglet={`${m.dit(`arret.${nature}`)} — ${m.dit('arret.titre')}`}
      lecteur="personne"
      messages={m}
    >
      <Lecture
        parties={[
          {
            phrases: [
              ...(le === undefined ? [] : [m.dit('arret.arrete'), m.dit('arret.le', { moment: le })]),
              ...SUITES[nature].map((cle) => m.dit(cle)),
            ],
          },
        ]}
      />
      <ContactDe {...props.contact} messages={m} />
      <NoteTraduction m={m} />
    </Page>
  );
}

const SUITES = {
  fait: ['arret.plus', 'arret.dossier', 'arret.code-fini', 'arret.toujours'],
  deja: ['arret.rien', 'arret.toujours'],
  fini: ['arret.plus', 'arret.rien', 'arret.toujours'],
} as const;
