import type { Statut, VueTiers } from '@porte-plume/mandat';
import { Fragment, type ReactNode } from 'react';
import type { Messages } from '../../messages/messages.ts';
import { dateDans } from '../../messages/temps.ts';
import type { Papier } from '../../domain/verification.ts';
import { Bouton, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { ChoixLangue, EnFrancais, NoteTraduction } from '../../ui/langues.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { ChampCode } from './champ-code.tsx';
import { ContactDe, type ContactProps } from './contact.tsx';

interface Commun {
  cadre: Cadre;
  messages: Messages;
}

/** Where a third party types the code of a slip, or of a copy. Posts `code`. */
export function VerifierView(
  props: Commun & { envoi: Envoi; code?: string; erreurs?: readonly Erreur[] },
): ReactNode {
  const { erreurs = [], messages: m } = props;
  return (
    <Page cadre={props.cadre} titre={m.dit('verif.titre')} erreurs={erreurs} lecteur="personne" messages={m}>
      <ChoixLangue m={m} href="/v" />
      <div className="lu">
        <p>{m.dit('verif.intro')}</p>
      </div>
      <Formulaire envoi={props.envoi}>
        <ChampCode
          libelle={m.dit('verif.code')}
          aide={m.dit('arret.code-aide')}
          valeur={props.code}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">{m.dit('verif.bouton')}</Bouton>
        </div>
      </Formulaire>
      <details>
        <summary>{m.dit('verif.code-r')}</summary>
        <p>
          {m.dit('verif.code-r-suite')} <a href={`/arreter?langue=${m.langue}`}>{m.dit('arret.titre')}</a>
        </p>
      </details>
      <NoteTraduction m={m} />
    </Page>
  );
}

function Etat({ statut, m }: { statut: Statut; m: Messages }): ReactNode {
  return <p className={statut === 'actif' ? 'etat etat-bon' : 'etat'}>{m.dit(`statut.${statut}`)}</p>;
}

/** Where a mandate stands, then the facts that go with it. */
function CarteEtat(props: { statut: Statut; m: Messages; children: ReactNode }): ReactNode {
  return (
    <section className="carte" aria-labelledby="etat">
      <h2 id="etat" className="invisible">
        {props.m.dit('verif.etat')}
      </h2>
      <Etat statut={props.statut} m={props.m} />
      {props.children}
    </section>
  );
}

/** What a third party sees with a code of its own; this very look is recorded. */
export function VueTiersView(props: Commun & { vue: VueTiers; contact: ContactProps }): ReactNode {
  const { vue, messages: m } = props;
  return (
    <Page cadre={props.cadre} titre={m.dit('verif.titre')} lecteur="personne" messages={m}>
      <CarteEtat statut={vue.statut} m={m}>
        <dl className="faits">
          <dt>{m.dit('verif.par')}</dt>
          <dd>
            <bdi>{vue.initiales}</bdi>
          </dd>
          <dt>{m.dit('verif.a')}</dt>
          <dd>
            <EnFrancais m={m}>{vue.structure}</EnFrancais>
          </dd>
          <dt>{m.dit('verif.dernier-jour')}</dt>
          <dd>{dateDans(m, vue.auInclus)}</dd>
          {vue.revoqueLe === undefined ? null : (
            <>
              <dt>{m.dit('verif.arrete-le')}</dt>
              <dd>{dateDans(m, vue.revoqueLe)}</dd>
            </>
          )}
        </dl>
        {vue.items.map((item) => (
          <div key={item.demarche} className="pile-serree">
            <h3>
              <EnFrancais m={m}>{item.demarche}</EnFrancais>
            </h3>
            <ul className="gestes">
              {item.actes.map((acte) => (
                <li key={acte}>{m.dit(`acte.${acte}`)}</li>
              ))}
            </ul>
            {item.statut === vue.statut ? null : <Etat statut={item.statut} m={m} />}
          </div>
        ))}
      </CarteEtat>
      <Avis>
        <p>{m.dit('verif.notee')}</p>
      </Avis>
      <ContactDe {...props.contact} messages={m} />
      <NoteTraduction m={m} />
    </Page>
  );
}

/** What the code of a copy shows: whether the mandate still stands, and whether the paper is the right one. */
export function PapierView(props: Commun & { papier: Papier; contact: ContactProps }): ReactNode {
  const { papier, messages: m } = props;
  return (
    <Page cadre={props.cadre} titre={m.dit('verif.titre')} lecteur="personne" messages={m}>
      <ChoixLangue m={m} />
      <CarteEtat statut={papier.statut} m={m}>
        <dl className="faits">
          <dt>{m.dit('verif.a')}</dt>
          <dd>
            <EnFrancais m={m}>{papier.structure}</EnFrancais>
          </dd>
          <dt>{m.dit('verif.dernier-jour')}</dt>
          <dd>{papier.auInclus === null ? m.dit('verif.pas-signe') : dateDans(m, papier.auInclus)}</dd>
        </dl>
      </CarteEtat>
      {papier.empreintes.length === 0 ? null : (
        <section
          className="carte"
          aria-labelledby="papier"
          data-empreintes={papier.empreintes.map(({ sha256 }) => sha256).join(' ')}
        >
          <h2 id="papier">{m.dit('verif.papier')}</h2>
          <div data-issue="oui" hidden>
            <Avis nature="fait">
              <p>{m.dit('verif.papier-oui')}</p>
            </Avis>
          </div>
          <div data-issue="non" hidden>
            <Avis nature="pas">
              <p>{m.dit('verif.papier-non')}</p>
            </Avis>
          </div>
          <p>{m.dit('verif.comparez')}</p>
          <dl className="faits">
            {papier.empreintes.map(({ nature, sha256 }) => (
              <Fragment key={sha256}>
                <dt>{m.dit(`verif.${nature}`)}</dt>
                <dd dir="ltr">
                  <code>{sha256.slice(0, 8)}</code> … <code>{sha256.slice(-8)}</code>
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
      <ContactDe {...props.contact} messages={m} />
      <NoteTraduction m={m} />
    </Page>
  );
}

/** A code that was good, and is no longer. */
export function CodePerimeView(props: Commun & { nature: 'expire' | 'annule' }): ReactNode {
  const { nature, messages: m } = props;
  return (
    <Page cadre={props.cadre} titre={m.dit(`verif.${nature}`)} lecteur="personne" messages={m}>
      <div className="lu">
        <p>{m.dit(nature === 'expire' ? 'verif.trente-jours' : 'verif.repris')}</p>
        <p>{m.dit('verif.autre')}</p>
      </div>
      <NoteTraduction m={m} />
    </Page>
  );
}
