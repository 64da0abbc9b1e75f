import type { ReactNode } from 'react';
import { Bouton, Champ, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Fait, Page } from '../../ui/layout.tsx';

/** A structure of the réseau, and since when. */
export interface MembreLu {
  structure: string;
  depuis: string;
}

export interface ReseauProps {
  cadre: Cadre;
  structure: string;
  fait?: string;
  erreurs?: readonly Erreur[];
  /** The account may say yes, take it back, open a réseau. */
  administre: boolean;
  /** The account may prepare a report. */
  prepare: boolean;
  /** The réseau that this structure leads. */
  mene?: { nom: string; code: string; membres: readonly MembreLu[]; assez: boolean };
  /** The réseau that it said yes to. */
  accord?: { reseau: string; depuis: string };
  /** The réseau of the code that was typed: what is asked before the yes. */
  demande?: { reseau: string; code: string };
  saisie?: { code?: string; nom?: string };
  envois: Readonly<Record<'ouvrir' | 'rejoindre' | 'accord' | 'retrait', Envoi>>;
}

export function ReseauView(props: ReseauProps): ReactNode {
  const { mene, accord, demande, fait } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Réseau"
      surtitre={props.structure}
      chapeau="Plusieurs structures, des chiffres communs. Les dossiers restent chacun chez soi."
      erreurs={props.erreurs ?? []}
    >
      <Fait phrase={fait} />
      {demande === undefined ? null : <Demande demande={demande} envoi={props.envois.accord} />}
      {mene === undefined ? null : <Mene {...props} mene={mene} />}
      {accord === undefined ? null : <Accord {...props} accord={accord} />}
      {demande !== undefined || accord !== undefined ? null : <Entrer {...props} />}
      <CeQuiSort />
    </Page>
  );
}

function Demande({
  demande,
  envoi,
}: {
  demande: NonNullable<ReseauProps['demande']>;
  envoi: Envoi;
}): ReactNode {
  return (
    <section className="carte pile" aria-labelledby="demande">
      <h2 id="demande">Dire oui au réseau «&nbsp;{demande.reseau}&nbsp;»&nbsp;?</h2>
      <p>
        La structure qui le mène comptera vos interventions avec celles des autres. Vous pourrez retirer ce
        oui à tout moment. Ce qui est déjà figé le reste.
      </p>
      <Formulaire envoi={envoi}>
        <input type="hidden" name="code" value={demande.code} />
        <div className="actions">
          <Bouton nature="premier" icone="fait">
            Oui, pour ma structure
          </Bouton>
          <LienBouton href="/reseau" nature="discret">
            Pas maintenant
          </LienBouton>
        </div>
      </Formulaire>
    </section>
  );
}

function Mene({
  mene,
  administre,
  prepare,
  structure,
}: ReseauProps & { mene: NonNullable<ReseauProps['mene']> }): ReactNode {
  return (
    <section className="pile" aria-labelledby="mene">
      <h2 id="mene">{mene.nom}</h2>
      <p>Votre structure mène ce réseau, et y compte.</p>
      <ul className="fil">
        {[{ structure, depuis: 'mène le réseau' }, ...mene.membres].map((un) => (
          <li key={un.structure} className="ligne-action">
            <strong>{un.structure}</strong>
            <span className="doux petit">{un.depuis}</span>
          </li>
        ))}
      </ul>
      {mene.assez ? (
        prepare ? (
          <div className="actions">
            <LienBouton href="/rapports/preparer?de=reseau" nature="premier">
              Préparer le rapport commun
            </LienBouton>
          </div>
        ) : null
      ) : (
        <Avis icone="protege" titre="Pas encore de chiffres communs">
          <p>
            Il faut trois structures. À deux, chacune lirait les chiffres de l’autre en retirant les siens.
          </p>
        </Avis>
      )}
      {administre ? (
        <p>
          Code à donner aux structures&nbsp;: <code className="code-reseau">{mene.code}</code>
        </p>
      ) : null}
    </section>
  );
}

function Accord({
  accord,
  administre,
  envois,
}: ReseauProps & { accord: NonNullable<ReseauProps['accord']> }): ReactNode {
  return (
    <section className="pile" aria-labelledby="accord">
      <h2 id="accord">Votre structure est dans «&nbsp;{accord.reseau}&nbsp;»</h2>
      <p>Elle a dit oui {accord.depuis}.</p>
      {administre ? (
        <Formulaire envoi={envois.retrait}>
          <div className="actions">
            <Bouton>Retirer l’accord</Bouton>
          </div>
        </Formulaire>
      ) : (
        <p className="doux">L’administration de votre structure peut le retirer.</p>
      )}
    </section>
  );
}

function Entrer({ administre, mene, envois, saisie, erreurs = [] }: ReseauProps): ReactNode {
  if (!administre)
    return mene === undefined ? (
      <p>
        Votre structure n’est dans aucun réseau. Son administration peut en ouvrir un, ou en rejoindre un.
      </p>
    ) : null;
  return (
    <div className="duo">
      <section className="carte pile" aria-labelledby="rejoindre">
        <h2 id="rejoindre">Rejoindre un réseau</h2>
        <Formulaire envoi={envois.rejoindre}>
          <Champ
            nom="code"
            libelle="Code du réseau"
            aide="Douze signes, donnés par la structure qui le mène."
            taille="code"
            valeur={saisie?.code}
            erreurs={erreurs}
            attributs={{ autoComplete: 'off', maxLength: 20 }}
          />
          <div className="actions">
            <Bouton {...(mene === undefined ? { nature: 'premier' as const } : {})}>Voir ce réseau</Bouton>
          </div>
        </Formulaire>
      </section>
      {mene === undefined ? (
        <section className="carte pile" aria-labelledby="ouvrir">
          <h2 id="ouvrir">Mener un réseau</h2>
          <Formulaire envoi={envois.ouvrir}>
            <Champ
              nom="nom"
              libelle="Nom du réseau"
              aide="Les autres structures le liront."
              valeur={saisie?.nom}
              erreurs={erreurs}
              attributs={{ maxLength: 80 }}
            />
            <div className="actions">
              <Bouton>Ouvrir le réseau</Bouton>
            </div>
          </Formulaire>
        </section>
      ) : null}
    </div>
  );
}

function CeQuiSort(): ReactNode {
  return (
    <Avis icone="protege" titre="Ce qui sort d’une structure">
      <p>
        Le mois, le territoire, le type de lieu, l’âge en tranches et les autres réponses à cocher. Jamais un
        nom, un numéro de dossier, une commune, un jour, une note.
      </p>
      <p>
        Une personne reçue dans deux structures y compte deux fois&nbsp;: les rapports communs disent
        «&nbsp;doublons possibles&nbsp;».
      </p>
      <p>
        Un rapport commun est protégé à côté de ceux de chaque structure&nbsp;: retirer les uns de l’autre ne
        fait retrouver personne.
      </p>
    </Avis>
  );
}
