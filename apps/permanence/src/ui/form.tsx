import type { InputHTMLAttributes, ReactNode } from 'react';
import { FRANCAIS, type Messages } from '../messages/messages.ts';
import { decritPar, type Erreur, Fautes, Libre, Mention, phrasesDe, useDemande } from './champ.tsx';
import { type Choix, Groupe, type GroupeProps } from './groupe.tsx';
import { Icone, type NomIcone } from './icons.tsx';

export type { Erreur } from './champ.tsx';
export type { Choix } from './groupe.tsx';

/** What every posting screen needs: where to, the idempotence key, and what the server wants back. */
export interface Envoi {
  action: string;
  /** Client operation id: the same form sent twice is stored once. */
  op: string;
  /** Further hidden fields, sent back as they are. */
  caches?: Readonly<Record<string, string>>;
}

/** A form that works without script. Checks are the server's, so that their sentences are ours. */
export function Formulaire(props: {
  envoi: Envoi;
  id?: string;
  className?: string;
  ilot?: string;
  /** The form may carry a file. */
  fichier?: boolean;
  /** What it is about, for whoever does not see where it stands. */
  titre?: string;
  /** Said once for all its fields: none may stay empty, or all of them may. */
  tout?: 'demande' | 'libre';
  children: ReactNode;
}): ReactNode {
  const { envoi } = props;
  return (
    <form
      id={props.id}
      method="post"
      action={envoi.action}
      encType={props.fichier === true ? 'multipart/form-data' : undefined}
      className={props.className ?? 'pile'}
      noValidate
      data-ilot={props.ilot}
      data-tout={props.tout}
      aria-label={props.titre}
    >
      <input type="hidden" name="op" value={envoi.op} />
      {Object.entries(envoi.caches ?? {}).map(([nom, valeur]) => (
        <input key={nom} type="hidden" name={nom} value={valeur} />
      ))}
      {props.tout === 'demande' ? <p className="petit">Tout est à remplir.</p> : null}
      {props.tout === 'libre' ? <Libre value>{props.children}</Libre> : props.children}
    </form>
  );
}

/** All refusals at once, each leading to its field. The island moves the focus here. */
export function ResumeErreurs(props: { erreurs: readonly Erreur[]; messages?: Messages }): ReactNode {
  const { erreurs, messages: m = FRANCAIS } = props;
  if (erreurs.length === 0) return null;
  return (
    <div className="avis avis-erreur" role="alert" id="erreurs" tabIndex={-1} data-focus="">
      <Icone nom="attention" />
      <div>
        <h2>
          {erreurs.length === 1 || m.langue !== 'fr'
            ? m.dit('commun.a-revoir')
            : `${erreurs.length} points sont à revoir`}
        </h2>
        <ul>
          {erreurs.map(({ champ, phrase }) => (
            <li key={`${champ} ${phrase}`}>{champ === '' ? phrase : <a href={`#${champ}`}>{phrase}</a>}</li>
          ))}
        </ul>
        <p className="petit">{m.dit('commun.garde')}</p>
      </div>
    </div>
  );
}

/** A line to fill in, with its label above, its help and its refusal between the two. */
export function Champ(props: {
  nom: string;
  libelle: string;
  facultatif?: boolean;
  aide?: ReactNode;
  valeur?: string | undefined;
  taille?: 'court' | 'moyen' | 'plein' | 'code';
  erreurs?: readonly Erreur[];
  attributs?: InputHTMLAttributes<HTMLInputElement> & { 'data-chrono'?: string };
  suite?: ReactNode;
}): ReactNode {
  const { nom, taille = 'moyen' } = props;
  const demande = useDemande(props.facultatif === true || props.attributs?.type === 'search');
  const phrases = phrasesDe(props.erreurs, nom);
  return (
    <div className="champ">
      <label htmlFor={nom}>
        {props.libelle}
        <Mention si={props.facultatif} />
      </label>
      {props.aide === undefined ? null : (
        <p className="aide" id={`${nom}-aide`}>
          {props.aide}
        </p>
      )}
      <Fautes nom={nom} phrases={phrases} />
      <input
        autoComplete="off"
        {...props.attributs}
        id={nom}
        name={nom}
        defaultValue={props.valeur}
        className={taille === 'plein' ? 'saisie' : `saisie saisie-${taille}`}
        aria-required={demande}
        aria-invalid={phrases.length > 0 ? true : undefined}
        aria-describedby={decritPar(nom, props.aide !== undefined, phrases.length > 0)}
      />
      {props.suite}
    </div>
  );
}

/** A file to join; a browser never shows again the one that was refused. */
export function Fichier(props: {
  nom: string;
  libelle: string;
  facultatif?: boolean;
  aide: ReactNode;
  /** What the browser offers; the server looks at the bytes. */
  types: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { nom } = props;
  const demande = useDemande(props.facultatif);
  const phrases = phrasesDe(props.erreurs, nom);
  return (
    <div className="champ">
      <label htmlFor={nom}>
        {props.libelle}
        <Mention si={props.facultatif} />
      </label>
      <p className="aide" id={`${nom}-aide`}>
        {props.aide}
      </p>
      <Fautes nom={nom} phrases={phrases} />
      <input
        type="file"
        id={nom}
        name={nom}
        accept={props.types}
        className="saisie"
        aria-required={demande}
        aria-invalid={phrases.length > 0 ? true : undefined}
        aria-describedby={decritPar(nom, true, phrases.length > 0)}
      />
    </div>
  );
}

/** A list to unfold: for long nomenclatures that are seldom needed. */
export function Liste(props: {
  nom: string;
  libelle: string;
  facultatif?: boolean;
  choix: readonly Choix[];
  valeur?: string | undefined;
  /** Words of the empty choice; without it the first code is chosen. */
  vide?: string;
  aide?: ReactNode;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { nom } = props;
  const demande = useDemande(props.facultatif === true || props.vide?.startsWith('Choisir') !== true);
  const phrases = phrasesDe(props.erreurs, nom);
  return (
    <div className="champ">
      <label htmlFor={nom}>
        {props.libelle}
        <Mention si={props.facultatif} />
      </label>
      {props.aide === undefined ? null : (
        <p className="aide" id={`${nom}-aide`}>
          {props.aide}
        </p>
      )}
      <Fautes nom={nom} phrases={phrases} />
      <select
        id={nom}
        name={nom}
        className="saisie saisie-moyen"
        defaultValue={props.valeur ?? ''}
        aria-required={demande}
        aria-invalid={phrases.length > 0 ? true : undefined}
        aria-describedby={decritPar(nom, props.aide !== undefined, phrases.length > 0)}
      >
        {props.vide === undefined ? null : <option value="">{props.vide}</option>}
        {props.choix.map(({ code, libelle }) => (
          <option key={code} value={code}>
            {libelle}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Whether something may lead to the group: its screen knows the refusals, and none is about it. */
const isBut = ({ nom, erreurs }: GroupeProps): boolean =>
  erreurs === undefined || phrasesDe(erreurs, nom).length > 0;

/** One answer among a few, each a target of 44 px. The first control bears the id that errors point to. */
export function Puces(
  props: GroupeProps & {
    valeur?: string | undefined;
    /** Shows the number key of each answer; the island listens to it. */
    touches?: boolean;
    /** Code → name of the fold it opens. */
    ouvre?: Readonly<Record<string, string>>;
  },
): ReactNode {
  const { nom, choix, ouvre = {} } = props;
  const but = isBut(props);
  const demande = useDemande(props.facultatif === true || props.valeur !== undefined);
  return (
    <Groupe {...props} touches={props.touches === true} demande={demande}>
      {choix.map(({ code, libelle, aide, traduction }, rang) => (
        <label key={code}>
          <input
            type="radio"
            id={but && rang === 0 ? nom : undefined}
            name={nom}
            value={code}
            defaultChecked={props.valeur === code}
            data-ouvre={ouvre[code]}
          />
          <span>
            {libelle}
            {traduction}
            {aide === undefined ? null : <small>{aide}</small>}
          </span>
        </label>
      ))}
    </Groupe>
  );
}

/** Several answers among a few; with `attend` the first box takes the keyboard when the page opens. */
export function Cases(
  props: GroupeProps & { valeurs?: readonly string[]; auMoins?: boolean; attend?: boolean },
): ReactNode {
  const { nom, choix, valeurs = [] } = props;
  const but = isBut(props);
  return (
    <Groupe {...props} forme="pile" cases>
      {choix.map(({ code, libelle, aide, traduction }, rang) => (
        <label key={code}>
          <input
            type="checkbox"
            id={but && rang === 0 ? nom : undefined}
            name={nom}
            value={code}
            defaultChecked={valeurs.includes(code)}
            data-focus={props.attend === true && rang === 0 ? '' : undefined}
          />
          <span>
            {libelle}
            {traduction}
            {aide === undefined ? null : <small>{aide}</small>}
          </span>
        </label>
      ))}
    </Groupe>
  );
}

/** One box to tick. */
export function Case(props: {
  nom: string;
  libelle: ReactNode;
  valeur?: string;
  cochee?: boolean;
  /** It must be ticked to go on. */
  demandee?: boolean;
  aide?: ReactNode;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { nom } = props;
  const phrases = phrasesDe(props.erreurs, nom);
  return (
    <div>
      <Fautes nom={nom} phrases={phrases} />
      <label className="case">
        <input
          type="checkbox"
          id={nom}
          name={nom}
          value={props.valeur ?? 'oui'}
          defaultChecked={props.cochee === true}
          aria-required={props.demandee === true ? true : undefined}
          aria-invalid={phrases.length > 0 ? true : undefined}
          aria-describedby={decritPar(nom, props.aide !== undefined, phrases.length > 0)}
        />
        <span>
          {props.libelle}
          <Mention si={props.demandee} mots="à cocher" />
        </span>
      </label>
      {props.aide === undefined ? null : (
        <p className="aide" id={`${nom}-aide`}>
          {props.aide}
        </p>
      )}
    </div>
  );
}

/** The button of a form. One `premier` a screen. `nom` and `valeur` tell the server which was pressed. */
export function Bouton(props: {
  nature?: 'premier' | 'second' | 'discret' | 'large';
  nom?: string;
  valeur?: string;
  icone?: NomIcone;
  ilot?: string;
  /** Id of the form it sends, when it stands outside. */
  formulaire?: string;
  /** Another address than the form's own. */
  action?: string;
  /** Takes the keyboard when the page opens: the answer that is most likely meant. */
  attend?: boolean;
  /** The key that leads to it. */
  touche?: 'F9';
  children: ReactNode;
}): ReactNode {
  const { nature = 'second' } = props;
  return (
    <button
      form={props.formulaire}
      formAction={props.action}
      className={nature === 'second' ? 'bouton' : `bouton bouton-${nature}`}
      name={props.nom}
      value={props.valeur}
      data-bouton={props.ilot}
      data-focus={props.attend === true ? '' : undefined}
      data-touche={props.touche}
      aria-keyshortcuts={props.touche}
    >
      {props.icone === undefined ? null : <Icone nom={props.icone} />}
      {props.children}
    </button>
  );
}

/** A link with the weight of a button. */
export function LienBouton(props: {
  href: string;
  nature?: 'premier' | 'second' | 'discret';
  icone?: NomIcone;
  children: ReactNode;
}): ReactNode {
  const { nature = 'second' } = props;
  return (
    <a className={nature === 'second' ? 'bouton' : `bouton bouton-${nature}`} href={props.href}>
      {props.icone === undefined ? null : <Icone nom={props.icone} />}
      {props.children}
    </a>
  );
}
