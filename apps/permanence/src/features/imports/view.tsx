import type { ReactNode } from 'react';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Fichier,
  Formulaire,
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Etapes, Page, Vide } from '../../ui/layout.tsx';

export interface LigneImportation {
  id: string;
  titre: string;
  faits: string;
  etat: string;
}

/** Step 1: the file, and the imports made before. Posts `fichier`, `nature`, `lieu`, `agent`. */
export function ImportsView(props: {
  cadre: Cadre;
  envoi: Envoi;
  lieux: readonly Choix[];
  /** Writers for whom the coordination may import; empty for a writer. */
  agents: readonly Choix[];
  valeurs: { nature: string; lieu?: string; agent?: string };
  faites: readonly LigneImportation[];
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { valeurs, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Reprendre un fichier"
      chapeau="Votre activité passée, depuis La Coop ou un tableur. Vous verrez tout avant que rien ne change."
      erreurs={erreurs}
    >
      <Etapes fait={1} total={3} />
      <Formulaire envoi={props.envoi} fichier className="carte pile">
        <Fichier
          nom="fichier"
          libelle="Le fichier"
          aide="XLSX, ODS ou CSV, 20 Mo au plus. Les noms et les notes ne sont pas lus."
          types=".xlsx,.ods,.csv"
          erreurs={erreurs}
        />
        <Puces
          nom="nature"
          legende={'D’où vient-il\u00a0?'}
          choix={[
            { code: 'tableur', libelle: 'Un tableur à nous' },
            { code: 'coop', libelle: 'La Coop de la médiation numérique' },
          ]}
          valeur={valeurs.nature}
          erreurs={erreurs}
        />
        <Liste
          nom="lieu"
          libelle="Lieu des lignes qui n’en disent pas"
          choix={props.lieux}
          vide={'Aucun\u00a0: ces lignes seront refusées'}
          valeur={valeurs.lieu}
          erreurs={erreurs}
        />
        {props.agents.length === 0 ? null : (
          <Liste
            nom="agent"
            libelle="Pour qui"
            choix={props.agents}
            valeur={valeurs.agent}
            erreurs={erreurs}
          />
        )}
        <div className="actions">
          <Bouton nature="premier">Lire le fichier</Bouton>
        </div>
      </Formulaire>
      <section className="pile-serree" aria-labelledby="faites">
        <h2 id="faites">Déjà repris</h2>
        {props.faites.length === 0 ? (
          <Vide icone="imports">
            <p>Chaque reprise restera ici, avec ce qu’elle a apporté et ce qui n’a pas pu l’être.</p>
          </Vide>
        ) : (
          <ul className="fil">
            {props.faites.map(({ id, titre, faits, etat }) => (
              <li key={id} className="ligne-action">
                <div>
                  <p>
                    <a href={`/imports/${id}`}>
                      <strong>{titre}</strong>
                    </a>
                  </p>
                  <p className="doux petit">{faits}</p>
                </div>
                <span className="doux petit">{etat}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <p>
        Dans l’autre sens&nbsp;: <a href="/exports">exporter vos données</a>
      </p>
    </Page>
  );
}

export interface ColonneFichier {
  rang: number;
  entete: string;
  champ: string;
  /** Seems to name somebody: it is not read, whatever is asked. */
  personnelle: boolean;
}

/** Step 2: which column fills what. Posts `col-<rank>`, `defaut-<field>`, `ordreDate`. */
export function ColonnesView(props: {
  cadre: Cadre;
  envoi: Envoi;
  colonnes: readonly ColonneFichier[];
  champs: readonly Choix[];
  defauts: readonly { nom: string; libelle: string; choix: readonly Choix[]; valeur: string }[];
  ordreDate: string;
  /** The columns were recognised from an import of the same shape. */
  connue: boolean;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { colonnes, erreurs = [] } = props;
  const lisibles = colonnes.filter(({ personnelle }) => !personnelle);
  const ecartees = colonnes.filter(({ personnelle }) => personnelle);
  return (
    <Page
      cadre={props.cadre}
      titre="Les colonnes du fichier"
      onglet="Reprendre un fichier, les colonnes"
      chapeau={
        props.connue
          ? 'Ce fichier a la forme d’un autre déjà repris\u00a0: vos choix sont revenus.'
          : 'Voici ce que nous avons compris. Corrigez, puis regardez l’aperçu.'
      }
      erreurs={erreurs}
      large
    >
      <Etapes fait={2} total={3} />
      <Formulaire envoi={props.envoi}>
        <div className="colonnes-fichier">
          {lisibles.map(({ rang, entete, champ }) => (
            <Liste
              key={rang}
              nom={`col-${rang}`}
              libelle={entete === '' ? `Colonne ${rang + 1}` : entete}
              choix={props.champs}
              vide="Ne pas lire"
              valeur={champ}
              erreurs={erreurs}
            />
          ))}
        </div>
        {ecartees.length === 0 ? null : (
          <Avis icone="protege" titre="Jamais lues">
            <p>
              {ecartees.map(({ entete }) => entete).join(', ')}&nbsp;: ces colonnes semblent nommer quelqu’un.
            </p>
          </Avis>
        )}
        <details>
          <summary>Ce que le fichier ne dit pas</summary>
          <div className="pile">
            {props.defauts.map(({ nom, libelle, choix, valeur }) => (
              <Liste
                key={nom}
                nom={`defaut-${nom}`}
                libelle={libelle}
                choix={choix}
                vide="Comme Porte-plume le suppose"
                valeur={valeur}
              />
            ))}
            <Puces
              nom="ordreDate"
              legende="Une date comme 03/04/2026"
              choix={[
                { code: '', libelle: 'À signaler' },
                { code: 'jma', libelle: 'Jour d’abord' },
                { code: 'mja', libelle: 'Mois d’abord' },
              ]}
              valeur={props.ordreDate}
            />
          </div>
        </details>
        <div className="actions">
          <Bouton nature="premier">Voir l’aperçu</Bouton>
        </div>
      </Formulaire>
    </Page>
  );
}
