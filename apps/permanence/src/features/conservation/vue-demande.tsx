import type { ReactNode } from 'react';
import { Bouton, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { LangueDeLaCopie } from '../../ui/langues.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

/** The file of one request: what an erasure takes, what it leaves, and the button that does it. */
export function DemandeView(props: {
  cadre: Cadre;
  envoi: Envoi;
  nature: string;
  numero: string;
  recueLe: string;
  effacement: boolean;
  emporte: readonly string[];
  reste: readonly string[];
  erreurs?: readonly Erreur[];
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre={props.nature}
      onglet={`Demande d’une personne\u00a0: ${props.nature}`}
      surtitre="Demande d’une personne"
      chapeau={`Dossier ${props.numero}, demande reçue le ${props.recueLe}.`}
      erreurs={props.erreurs ?? []}
    >
      {props.effacement ? (
        <>
          <section className="carte" aria-labelledby="emporte">
            <h2 id="emporte">Ce qui disparaît</h2>
            <ul>
              {props.emporte.map((une) => (
                <li key={une}>{une}</li>
              ))}
            </ul>
          </section>
          <section className="carte" aria-labelledby="reste">
            <h2 id="reste">Ce qui reste</h2>
            <ul>
              {props.reste.map((une) => (
                <li key={une}>{une}</li>
              ))}
            </ul>
          </section>
        </>
      ) : null}
      <Formulaire envoi={props.envoi} className="actions">
        {props.effacement ? (
          <Bouton nature="premier" nom="geste" valeur="effacer" icone="protege" touche="F9">
            Effacer maintenant
          </Bouton>
        ) : null}
        <Bouton nom="geste" valeur="copie" icone="imprimer">
          Copie sans nom
        </Bouton>
        <LangueDeLaCopie />
        <Bouton nature="discret" nom="geste" valeur="refuser">
          Répondre par un refus motivé
        </Bouton>
      </Formulaire>
      <p>
        <a href="/conservation">Revenir</a>
      </p>
    </Page>
  );
}

/** A certificate to keep: numbers, dates and hashes; nobody. */
export function CertificatView(props: {
  cadre: Cadre;
  id: string;
  titre: string;
  structure: string;
  faits: readonly { terme: string; valeur: string }[];
  phrases: readonly string[];
}): ReactNode {
  return (
    <Page cadre={props.cadre} titre={props.titre} surtitre={props.structure}>
      <p className="actions">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <a className="bouton" href={`/conservation/certificats/${props.id}.json`} download>
          <Icone nom="telecharger" />
          Fichier JSON
        </a>
        <a href="/conservation">Revenir</a>
      </p>
      <Avis icone="protege">
        {props.phrases.map((une) => (
          <p key={une}>{une}</p>
        ))}
      </Avis>
      <dl className="faits">
        {props.faits.map(({ terme, valeur }) => (
          <div key={terme} className="fait-rang">
            <dt>{terme}</dt>
            <dd className="adresse">{valeur}</dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}

/** The register of the structure (RGPD, art. 30), to read and to print. */
export function RegistreView(props: {
  cadre: Cadre;
  structure: string;
  numero: string;
  traitements: readonly { titre: string; lignes: readonly { terme: string; valeur: string }[] }[];
  mesures: readonly string[];
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Registre des traitements"
      surtitre={props.structure}
      chapeau="À relire et à signer par la structure&nbsp;: ce texte est proposé par le logiciel."
    >
      <p className="actions">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <a href="/conservation">Revenir</a>
      </p>
      {props.traitements.map(({ titre, lignes }) => (
        <section key={titre} className="pile-serree">
          <h2>{titre}</h2>
          <dl className="faits">
            {lignes.map(({ terme, valeur }) => (
              <div key={terme} className="fait-rang">
                <dt>{terme}</dt>
                <dd>{valeur}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section className="pile-serree">
        <h2>Mesures de sécurité</h2>
        <ul>
          {props.mesures.map((une) => (
            <li key={une}>{une}</li>
          ))}
        </ul>
      </section>
      <p className="doux petit adresse">Numéro de la structure, pour les commandes&nbsp;: {props.numero}</p>
    </Page>
  );
}
