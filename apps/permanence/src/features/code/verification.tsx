import type { VueTiers } from '@porte-plume/mandat';
import { Fragment, type ReactNode } from 'react';
import type { Papier } from '../../domain/verification.ts';
import { dateEnMots } from '../../ui/date.ts';
import { Bouton, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { ACTES, STATUTS } from '../mandat/libelles.ts';
import { ChampCode } from './champ-code.tsx';
import { ContactDe, type ContactProps } from './contact.tsx';

const TITRE = 'Vérifier un mandat';

/** Where a third party types the code of a slip, or of a copy. Posts `code`. */
export function VerifierView(props: {
  cadre: Cadre;
  envoi: Envoi;
  code?: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { erreurs = [] } = props;
  return (
    <Page cadre={props.cadre} titre={TITRE} erreurs={erreurs} lecteur="personne">
      <div className="lu">
        <p>Une personne vous a donné un code. Il commence par T ou par M.</p>
      </div>
      <Formulaire envoi={props.envoi}>
        <ChampCode libelle="Code à vérifier" valeur={props.code} erreurs={erreurs} />
        <div className="actions">
          <Bouton nature="premier">Vérifier</Bouton>
        </div>
      </Formulaire>
      <details>
        <summary>Votre code commence par R&nbsp;?</summary>
        <p>
          Ce code-là arrête un mandat&nbsp;: <a href="/arreter">arrêter un mandat</a>.
        </p>
      </details>
    </Page>
  );
}

function Etat({ statut }: { statut: keyof typeof STATUTS }): ReactNode {
  return <p className={statut === 'actif' ? 'etat etat-bon' : 'etat'}>{STATUTS[statut]}</p>;
}

/** Where a mandate stands, then the facts that go with it. */
function CarteEtat(props: { statut: keyof typeof STATUTS; children: ReactNode }): ReactNode {
  return (
    <section className="carte" aria-labelledby="etat">
      <h2 id="etat" className="invisible">
        État du mandat
      </h2>
      <Etat statut={props.statut} />
      {props.children}
    </section>
  );
}

/** What a third party sees with a code of its own; this very look is recorded. */
export function VueTiersView(props: { cadre: Cadre; vue: VueTiers; contact: ContactProps }): ReactNode {
  const { vue } = props;
  return (
    <Page cadre={props.cadre} titre={TITRE} lecteur="personne">
      <CarteEtat statut={vue.statut}>
        <dl className="faits">
          <dt>Donné par</dt>
          <dd>{vue.initiales}</dd>
          <dt>Donné à</dt>
          <dd>{vue.structure}</dd>
          <dt>Dernier jour</dt>
          <dd>{dateEnMots(vue.auInclus)}</dd>
          {vue.revoqueLe === undefined ? null : (
            <>
              <dt>Arrêté le</dt>
              <dd>{dateEnMots(vue.revoqueLe)}</dd>
            </>
          )}
        </dl>
        {vue.items.map((item) => (
          <div key={item.demarche} className="pile-serree">
            <h3>{item.demarche}</h3>
            <ul className="gestes">
              {item.actes.map((acte) => (
                <li key={acte}>{ACTES[acte]}</li>
              ))}
            </ul>
            {item.statut === vue.statut ? null : <Etat statut={item.statut} />}
          </div>
        ))}
      </CarteEtat>
      <Avis>
        <p>Cette consultation est notée. La personne peut la voir.</p>
      </Avis>
      <ContactDe {...props.contact} />
    </Page>
  );
}

/** What the code of a copy shows: whether the mandate still stands, and whether the paper is the right one. */
export function PapierView(props: { cadre: Cadre; papier: Papier; contact: ContactProps }): ReactNode {
  const { papier } = props;
  return (
    <Page cadre={props.cadre} titre={TITRE} lecteur="personne">
      <CarteEtat statut={papier.statut}>
        <dl className="faits">
          <dt>Donné à</dt>
          <dd>{papier.structure}</dd>
          <dt>Dernier jour</dt>
          <dd>{papier.auInclus === null ? 'pas encore signé' : dateEnMots(papier.auInclus)}</dd>
        </dl>
      </CarteEtat>
      {papier.empreintes.length === 0 ? null : (
        <section
          className="carte"
          aria-labelledby="papier"
          data-empreintes={papier.empreintes.map(({ sha256 }) => sha256).join(' ')}
        >
          <h2 id="papier">Ce papier est-il le bon&nbsp;?</h2>
          <div data-issue="oui" hidden>
            <Avis nature="fait">
              <p>Oui. Ce papier est celui qui est enregistré.</p>
            </Avis>
          </div>
          <div data-issue="non" hidden>
            <Avis nature="pas">
              <p>Ce papier n’est pas celui qui est enregistré. Appelez la structure.</p>
            </Avis>
          </div>
          <p>Comparez avec l’empreinte imprimée sur le papier.</p>
          <dl className="faits">
            {papier.empreintes.map(({ nature, sha256 }) => (
              <Fragment key={sha256}>
                <dt>{TEXTES[nature]}</dt>
                <dd>
                  <code>{sha256.slice(0, 8)}</code> … <code>{sha256.slice(-8)}</code>
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
      <ContactDe {...props.contact} />
    </Page>
  );
}

const TEXTES = { signe: 'Texte signé', explique: 'Texte expliqué', copie: 'Autre copie' } as const;

/** A code that was good, and is no longer. */
export function CodePerimeView(props: { cadre: Cadre; nature: 'expire' | 'annule' }): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre={props.nature === 'expire' ? 'Ce code n’est plus valable' : 'Ce code a été annulé'}
      lecteur="personne"
    >
      <div className="lu">
        <p>
          {props.nature === 'expire'
            ? 'Un code dure trente jours au plus.'
            : 'La personne ou la structure l’a repris.'}
        </p>
        <p>Demandez-en un autre à la personne.</p>
      </div>
    </Page>
  );
}
