import type { ReactNode } from 'react';
import { Bouton, Champ, type Envoi, type Erreur, Fichier, Formulaire, Puces } from '../../ui/form.tsx';
import { type Cadre, Vide } from '../../ui/layout.tsx';
import { THEME_ORIGINE, THEMES_STRUCTURE, type NomTheme, type ThemeStructure } from '../../ui/themes.ts';
import { TexteCharte } from '../charte/view.tsx';
import { PageAdministration, type PropsAdministration } from './cadre.tsx';

export interface ValeursStructure {
  nom: string;
  telephone: string;
  courriel: string;
  zone: string;
  secours: string;
}

/** Name and ways to reach the structure, its colours and its logo. Posts its five fields, `theme`, or the file `logo`. */
export function StructureView(
  props: PropsAdministration & {
    envoi: Envoi;
    valeurs: ValeursStructure;
    apparence: { envoi: Envoi; theme: NomTheme };
    logo: { envoi: Envoi; retrait: Envoi };
  },
): ReactNode {
  const { valeurs, apparence, erreurs = [] } = props;
  return (
    <PageAdministration
      {...props}
      ici="structure"
      titre="Structure"
      chapeau="Ces lignes paraissent sur les papiers remis aux personnes et sur les pages publiques."
    >
      <Formulaire envoi={props.envoi}>
        <Champ nom="nom" libelle="Nom" valeur={valeurs.nom} erreurs={erreurs} />
        <div className="duo">
          <Champ
            nom="telephone"
            libelle="Téléphone"
            facultatif
            aide="Avec l’indicatif, comme +33465710042."
            valeur={valeurs.telephone}
            erreurs={erreurs}
            attributs={{ type: 'tel' }}
          />
          <Champ
            nom="courriel"
            libelle="Courriel"
            facultatif
            valeur={valeurs.courriel}
            erreurs={erreurs}
            attributs={{ type: 'email' }}
          />
        </div>
        <Champ
          nom="secours"
          libelle="Qui appeler quand la structure est fermée"
          facultatif
          aide="Une phrase courte, comme «&nbsp;Le standard du Département répond jusqu’à 18&nbsp;h&nbsp;»."
          taille="plein"
          valeur={valeurs.secours}
          erreurs={erreurs}
        />
        <Champ
          nom="zone"
          libelle="Fuseau horaire"
          aide="Celui des permanences, comme Europe/Paris ou Indian/Reunion."
          valeur={valeurs.zone}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">Enregistrer</Bouton>
        </div>
      </Formulaire>
      <Formulaire envoi={apparence.envoi}>
        <Puces
          nom="theme"
          legende="Couleurs de la structure"
          aide="Pour tous les comptes, dès leur prochaine page. Chacun garde son choix de clair ou de sombre."
          choix={THEMES_STRUCTURE.map((theme) => ({
            code: theme.nom,
            libelle: theme.libelle,
            ...(theme.nom === THEME_ORIGINE ? { aide: 'd’origine' } : {}),
            traduction: <Pastilles theme={theme} />,
          }))}
          valeur={apparence.theme}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton>Changer les couleurs</Bouton>
        </div>
      </Formulaire>
      <LogoDeLaStructure logo={props.cadre.logo} {...props.logo} erreurs={erreurs} />
    </PageAdministration>
  );
}

/** The image that stands for the structure: given as a file, taken away in one gesture. */
function LogoDeLaStructure(props: {
  logo: Cadre['logo'];
  envoi: Envoi;
  retrait: Envoi;
  erreurs: readonly Erreur[];
}): ReactNode {
  const { logo } = props;
  return (
    <section className="pile" aria-labelledby="titre-logo">
      <h2 id="titre-logo">Logo</h2>
      <p>
        Il paraît en haut des écrans, de la page «&nbsp;Où et quand venir&nbsp;» et des feuilles imprimées. Le
        nom de la structure est dit à qui ne voit pas l’image.
      </p>
      {logo === undefined ? null : (
        <Formulaire envoi={props.retrait} className="logo-actuel">
          <img
            className="logo"
            src={logo.src}
            alt={`Logo actuel de ${logo.nom}`}
            width={logo.largeur}
            height={logo.hauteur}
          />
          <Bouton>Retirer le logo</Bouton>
        </Formulaire>
      )}
      <Formulaire envoi={props.envoi} fichier>
        <Fichier
          nom="logo"
          libelle={logo === undefined ? 'Fichier du logo' : 'Fichier d’un autre logo'}
          aide="PNG ou JPEG, 64&nbsp;ko au plus, de 32 à 1&nbsp;000&nbsp;points de côté."
          types=".png,.jpg,.jpeg,image/png,image/jpeg"
          erreurs={props.erreurs}
        />
        <div className="actions">
          <Bouton>{logo === undefined ? 'Mettre ce logo' : 'Changer le logo'}</Bouton>
        </div>
      </Formulaire>
    </section>
  );
}

/** Both inks of a theme, each on its own paper; its name says the rest. */
function Pastilles({ theme: { clair, sombre } }: { theme: ThemeStructure }): ReactNode {
  return (
    <svg className="pastilles-theme" width="48" viewBox="0 0 48 20" aria-hidden="true">
      <rect width="24" height="20" fill={clair['encre-pale']} />
      <rect x="24" width="24" height="20" fill={sombre['encre-pale']} />
      <circle cx="12" cy="10" r="6" fill={clair.encre} />
      <circle cx="36" cy="10" r="6" fill={sombre.encre} />
    </svg>
  );
}

/** Services that send persons. Posts `nom`, with `service` to rename one. */
export function ServicesView(
  props: PropsAdministration & {
    envoi: Envoi;
    services: readonly { id: string; nom: string; referents: number }[];
    nouveau: string;
  },
): ReactNode {
  const { erreurs = [] } = props;
  return (
    <PageAdministration
      {...props}
      ici="services"
      titre="Services"
      chapeau="Qui vous adresse des personnes. Un compte de travail social lit les retours de son service seulement."
    >
      {props.services.length === 0 ? (
        <Vide icone="adressages">
          <h2>Aucun service</h2>
          <p>Ajoutez celui qui vous adresse le plus de personnes.</p>
        </Vide>
      ) : (
        <ul className="fil">
          {props.services.map(({ id, nom, referents }) => (
            <li key={id} className="ligne-action">
              <strong>{nom}</strong>
              <span className="doux petit">
                {referents === 0 ? 'aucun compte' : referents === 1 ? 'un compte' : `${referents} comptes`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Formulaire envoi={props.envoi}>
        <Champ nom="nom" libelle="Nom du service à ajouter" valeur={props.nouveau} erreurs={erreurs} />
        <div className="actions">
          <Bouton nature="premier">Ajouter le service</Bouton>
        </div>
      </Formulaire>
    </PageAdministration>
  );
}

/** The charter: its text, who signed, and another text. Posts `texte`. */
export function CharteAdministrationView(
  props: PropsAdministration & {
    envoi: Envoi;
    version: number;
    publiee: string | null;
    texte: string;
    /** What the field holds: the text in force, or what was typed. */
    saisie: string;
    signatures: readonly { nom: string; quand: string }[];
  },
): ReactNode {
  const faute = (props.erreurs ?? []).find(({ champ }) => champ === 'texte');
  return (
    <PageAdministration
      {...props}
      ici="charte"
      titre="Charte"
      chapeau={`Version ${props.version}${props.publiee === null ? '' : `, publiée le ${props.publiee}`}. Chaque compte la signe avant sa première page.`}
    >
      <TexteCharte texte={props.texte} />
      <section className="pile-serree" aria-labelledby="signatures">
        <h2 id="signatures">Qui a signé</h2>
        <ul className="fil fil-court">
          {props.signatures.map(({ nom, quand }) => (
            <li key={nom}>
              <strong>{nom}</strong>
              <span className="doux">{quand}</span>
            </li>
          ))}
        </ul>
      </section>
      <details open={faute !== undefined}>
        <summary>Publier un autre texte</summary>
        <Formulaire envoi={props.envoi}>
          <div className="champ">
            <label htmlFor="texte">Le texte, une phrase par ligne</label>
            <p className="aide" id="texte-aide">
              Publier ce texte demande à chacun de le lire et de le signer avant sa prochaine page.
            </p>
            {faute === undefined ? null : (
              <p className="faute" id="texte-erreur">
                {faute.phrase}
              </p>
            )}
            <textarea
              aria-required
              id="texte"
              name="texte"
              className="saisie"
              rows={12}
              defaultValue={props.saisie}
              aria-describedby={faute === undefined ? 'texte-aide' : 'texte-aide texte-erreur'}
              aria-invalid={faute === undefined ? undefined : true}
            />
          </div>
          <div className="actions">
            <Bouton nature="premier">Publier ce texte</Bouton>
          </div>
        </Formulaire>
      </details>
    </PageAdministration>
  );
}
