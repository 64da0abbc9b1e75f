import type { RegleConservation } from '@porte-plume/accompagnement/conservation';
import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import type { Cle, Messages } from '../../messages/messages.ts';
import { dureeDans } from '../../messages/temps.ts';
import { FRANCAIS } from '../../messages/messages.ts';
import { ChoixLangue, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { Lecture } from '../../ui/lecture.tsx';
import { ContactDe, type ContactProps } from '../code/contact.tsx';

export interface ConfidentialiteProps {
  cadre: Cadre;
  messages: Messages;
  /** The rules in force, as the purge applies them. */
  regles: readonly RegleConservation[];
  /** Structure of the account; absent on the public page. */
  contact?: ContactProps;
}

/** The rules that a person meets, each with its sentence. */
const DITES = [
  'dossier',
  'passage_anonyme',
  'diagnostic',
  'orientation',
  'adressage',
  'note',
  'file_attente',
] as const;

/** What is kept, how long, and what a person may ask: short, in her language; then the whole rules, in French. */
export function ConfidentialiteView(props: ConfidentialiteProps): ReactNode {
  const { messages: m, regles } = props;
  const dits = (...cles: readonly Cle[]) => cles.map((cle) => m.dit(cle));
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('vie.titre')}
      chapeau={m.dit('vie.chapeau')}
      lecteur="personne"
      messages={m}
    >
      <ChoixLangue m={m} href="/confidentialite" />
      <Lecture
        parties={[
          {
            titre: m.dit('vie.garde'),
            phrases: dits(
              'vie.utile',
              'vie.coffre',
              'vie.lire',
              'vie.mots-de-passe',
              'vie.partage',
              'vie.chiffres',
            ),
          },
          { titre: m.dit('vie.durees'), phrases: dits('vie.mandat'), liste: dureesOf(m, regles) },
          {
            titre: m.dit('vie.droits'),
            phrases: dits(
              'vie.voir',
              'vie.corriger',
              'vie.effacer',
              'vie.arreter',
              'vie.demander',
              'vie.cnil',
            ),
          },
        ]}
      />
      <ul>
        <li>
          <a href={`/arreter?langue=${m.langue}`}>{m.dit('arret.titre')}</a>
        </li>
        <li>
          <a href="https://www.cnil.fr/fr/plaintes" hrefLang="fr">
            CNIL
          </a>
        </li>
      </ul>
      {props.contact === undefined ? null : <ContactDe {...props.contact} messages={m} />}
      <NoteTraduction m={m} />
      <Regles regles={regles} />
    </Page>
  );
}

function dureesOf(m: Messages, regles: readonly RegleConservation[]): string[] {
  return DITES.flatMap((id) => {
    const duree = regles.find((regle) => regle.id === id)?.duree;
    return duree === undefined || typeof duree === 'string'
      ? []
      : [m.dit(`vie.${id}`, { duree: dureeDans(m, duree) })];
  });
}

/** Every rule with its source: for who checks, hence in French. */
function Regles({ regles }: { regles: readonly RegleConservation[] }): ReactNode {
  return (
    <details className="note-agent" lang="fr" dir="ltr">
      <summary>Les règles de conservation, leur durée et leur source</summary>
      {/* What scrolls must take the focus, or the keyboard can’t read its right side. */}
      <Defile nom="Règles" className="petit">
        <table>
          <caption>Règles appliquées par la purge</caption>
          <thead>
            <tr>
              <th scope="col">Règle</th>
              <th scope="col">Durée</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {regles.map(({ id, libelle, duree, source, aConfirmer }) => (
              <tr key={id}>
                <th scope="row">{libelle}</th>
                <td>{typeof duree === 'string' ? 'dates du mandat' : dureeDans(FRANCAIS, duree)}</td>
                <td>
                  {source}
                  {aConfirmer ? ' À confirmer.' : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Defile>
      <p className="petit">
        Base légale&nbsp;: mission d’intérêt public de la structure, ou consentement de la personne.
        Responsable du traitement&nbsp;: la structure qui reçoit la personne. L’un et l’autre sont à confirmer
        par elle.
      </p>
    </details>
  );
}
