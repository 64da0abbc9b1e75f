import type { ReactNode } from 'react';
import { Bouton, Champ, type Choix, type Envoi, type Erreur, Formulaire, Liste } from '../../ui/form.tsx';
import { type Cadre, Fait, Page, Vide } from '../../ui/layout.tsx';

/** What one rule ends today: how many, since when, and why. */
export interface RegleVue {
  id: string;
  libelle: string;
  source: string;
  aConfirmer: boolean;
  faire: number;
  garder: number;
  /** The oldest first; an object is a number, never a name. */
  lignes: readonly {
    cle: string;
    objet: string;
    numero: string;
    nature: string;
    quand: string;
    garde: boolean;
  }[];
  reste: number;
}

export interface DemandeVue {
  id: string;
  nature: string;
  recueLe: string;
  /** « attendue avant le … », or the answer. */
  etat: string;
  ouverte: boolean;
  /** The file is known: it can be copied or erased. */
  href?: string;
}

export interface ConservationProps {
  cadre: Cadre;
  envoi: Envoi;
  le: string;
  regles: readonly RegleVue[];
  gels: readonly { id: string; objet: string; motif: string; depuis: string }[];
  demandes: readonly DemandeVue[];
  certificats: readonly { id: string; quand: string; quoi: string }[];
  natures: readonly Choix[];
  motifs: readonly Choix[];
  objets: readonly Choix[];
  reponses: readonly Choix[];
  erreurs?: readonly Erreur[];
  fait?: string;
}

/** What the officer looks after: what must go today, what a hold keeps, what persons asked, what was done. */
export function ConservationView(props: ConservationProps): ReactNode {
  const { envoi, regles, erreurs = [] } = props;
  const faire = regles.reduce((somme, une) => somme + une.faire, 0);
  return (
    <Page
      cadre={props.cadre}
      titre="Droits et conservation"
      chapeau="Vous ne voyez ici aucun nom&nbsp;: des numéros, des dates et des règles."
      erreurs={erreurs}
    >
      <Fait phrase={props.fait} />
      <Demandes {...props} />
      <section className="pile" aria-labelledby="regles">
        <div>
          <h2 id="regles">Ce que les durées demandent, au {props.le}</h2>
          <p className="doux">Essai à blanc&nbsp;: rien n’est effacé avant votre geste.</p>
        </div>
        {regles.length === 0 ? (
          <Vide icone="conservation">
            <p>Aucune durée n’est dépassée. Les dossiers anciens viendront ici, un jour après leur terme.</p>
          </Vide>
        ) : (
          <>
            {regles.map((regle) => (
              <Regle key={regle.id} regle={regle} envoi={envoi} />
            ))}
            {faire === 0 ? null : (
              <Formulaire envoi={{ ...envoi, action: '/conservation/executer' }} className="actions">
                <Bouton nature="premier" icone="fait">
                  Exécuter&nbsp;: {faire === 1 ? 'une ligne' : `${String(faire)} lignes`}
                </Bouton>
                <p className="doux petit">Définitif. Un certificat sans nom en garde la preuve.</p>
              </Formulaire>
            )}
          </>
        )}
      </section>
      <Gels {...props} />
      <section className="pile-serree" aria-labelledby="certificats">
        <h2 id="certificats">Certificats</h2>
        {props.certificats.length === 0 ? (
          <p className="doux">Le premier effacement laissera ici sa preuve.</p>
        ) : (
          <ul className="fil fil-court">
            {props.certificats.map(({ id, quand, quoi }) => (
              <li key={id}>
                <a href={`/conservation/certificats/${id}`}>{quand}</a>
                <span>{quoi}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <p>
        <a href="/conservation/registre">Registre des traitements</a>
      </p>
    </Page>
  );
}

function Regle({ regle, envoi }: { regle: RegleVue; envoi: Envoi }): ReactNode {
  const { id, libelle, source, aConfirmer, faire, garder, lignes, reste } = regle;
  return (
    <details>
      <summary>
        <span>
          {libelle} <span className="doux nombre">({String(faire + garder)})</span>
        </span>
      </summary>
      <p className="doux petit">
        {source}
        {aConfirmer ? ' Durée à confirmer.' : ''}
      </p>
      <ul className="fil codes" aria-label={libelle}>
        {lignes.map(({ cle, objet, numero, nature, quand, garde }) => (
          <li key={cle}>
            <div>
              <p>
                {objet} <span className="doux petit">{numero}</span>
              </p>
              <p className="doux petit">{quand}</p>
            </div>
            {garde ? (
              <span className="etat etat-attente">gardé par un gel</span>
            ) : nature === 'passage' ? null : (
              <Formulaire
                envoi={{
                  ...envoi,
                  action: '/conservation/gel',
                  caches: { nature, objet: numero, motif: 'litige' },
                }}
                className="actions"
              >
                <Bouton nature="discret">
                  Geler<span className="invisible"> {`${objet} ${numero}, ${id}`}</span>
                </Bouton>
              </Formulaire>
            )}
          </li>
        ))}
      </ul>
      {reste === 0 ? null : <p className="doux petit">Et {String(reste)} de plus.</p>}
    </details>
  );
}

function Demandes(props: ConservationProps): ReactNode {
  const { demandes, envoi, erreurs = [] } = props;
  return (
    <section className="pile-serree" aria-labelledby="demandes">
      <h2 id="demandes">Demandes des personnes</h2>
      {demandes.length === 0 ? (
        <p className="doux">Aucune demande. Une copie imprimée s’inscrit ici d’elle-même.</p>
      ) : (
        <ul className="fil codes" data-touche="F9">
          {demandes.map(({ id, nature, recueLe, etat, ouverte, href }) => (
            <li key={id}>
              <div>
                <p>{href === undefined ? nature : <a href={href}>{nature}</a>}</p>
                <p className="doux petit">
                  reçue le {recueLe}, {etat}
                </p>
              </div>
              {ouverte && href === undefined ? (
                <Formulaire
                  envoi={{ ...envoi, action: `/conservation/demandes/${id}/repondre` }}
                  className="actions"
                >
                  {props.reponses.map(({ code, libelle }) => (
                    <Bouton key={code} nature="discret" nom="reponse" valeur={code}>
                      {libelle}
                    </Bouton>
                  ))}
                </Formulaire>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <details open={erreurs.some(({ champ }) => champ === 'dossier' || champ === 'recueLe')}>
        <summary>Inscrire une demande</summary>
        <Formulaire envoi={{ ...envoi, action: '/conservation/demandes' }} className="carte">
          <div className="duo">
            <Liste nom="demande" libelle="Ce qui est demandé" choix={props.natures} />
            <Champ
              nom="recueLe"
              libelle="Reçue le"
              facultatif
              erreurs={erreurs}
              attributs={{ type: 'date' }}
            />
          </div>
          <Champ
            nom="dossier"
            libelle="Numéro du dossier"
            facultatif
            aide="Pour une copie ou un effacement. L’écrivain le lit sur la fiche, sous «&nbsp;Ses droits&nbsp;». Jamais un nom."
            taille="plein"
            erreurs={erreurs}
          />
          <div className="actions">
            <Bouton>Inscrire</Bouton>
          </div>
        </Formulaire>
      </details>
    </section>
  );
}

function Gels(props: ConservationProps): ReactNode {
  const { gels, envoi, erreurs = [] } = props;
  return (
    <section className="pile-serree" aria-labelledby="gels">
      <div>
        <h2 id="gels">Gels</h2>
        <p className="doux">Un litige ou un contrôle garde tout ce qui tient à la même personne.</p>
      </div>
      {gels.length === 0 ? (
        <p className="doux">Aucun gel en cours.</p>
      ) : (
        <ul className="fil codes">
          {gels.map(({ id, objet, motif, depuis }) => (
            <li key={id}>
              <div>
                <p>{objet}</p>
                <p className="doux petit">
                  {motif}, depuis le {depuis}
                </p>
              </div>
              <Formulaire
                envoi={{ ...envoi, action: '/conservation/gel/lever', caches: { gel: id } }}
                className="actions"
              >
                <Bouton nature="discret">
                  Lever<span className="invisible"> {objet}</span>
                </Bouton>
              </Formulaire>
            </li>
          ))}
        </ul>
      )}
      <details open={erreurs.some(({ champ }) => champ === 'objet')}>
        <summary>Poser un gel</summary>
        <Formulaire envoi={{ ...envoi, action: '/conservation/gel' }} className="carte">
          <div className="duo">
            <Liste nom="nature" libelle="Sur" choix={props.objets} />
            <Liste nom="motif" libelle="Motif" choix={props.motifs} />
          </div>
          <Champ nom="objet" libelle="Numéro" taille="plein" erreurs={erreurs} />
          <div className="actions">
            <Bouton>Poser le gel</Bouton>
          </div>
        </Formulaire>
      </details>
    </section>
  );
}
