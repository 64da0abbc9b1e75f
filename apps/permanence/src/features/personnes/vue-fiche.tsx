import type { ReactNode } from 'react';
import { Bouton, Champ, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { LangueDeLaCopie } from '../../ui/langues.tsx';
import { Avis, type Cadre, Fait, Page, Vide } from '../../ui/layout.tsx';

/** Something that waits for somebody: a next step of a démarche, an orientation without news. */
export interface Attente {
  titre: string;
  quand: string;
  href?: string;
  /** Form that closes it in one tap. */
  clore?: { action: string; champs: Readonly<Record<string, string>>; libelle: string };
}

export interface LigneVue {
  cle: string;
  date: string;
  titre: string;
  details: string;
  href?: string;
}

/** Two files that may be one person. */
export interface Doublon {
  id: string;
  initiales: string;
  annee: string;
  derniere: string;
  /** What the two files do not say alike. */
  conflits: readonly string[];
}

export interface FichePersonneProps {
  cadre: Cadre;
  envoi: Envoi;
  id: string;
  /** « Personne suivie depuis 2025 »: recognisable on a screen, and nobody's name. */
  chapeau: string;
  /** Open only on the page that answers « Montrer l’identité ». */
  identite?: { nom: string; anneeNaissance: string };
  effacee?: boolean;
  attentes: readonly Attente[];
  fil: readonly LigneVue[];
  /** Addresses of the pages before and after this one. */
  plus?: { avant?: string; apres?: string } | undefined;
  archives: number;
  note: { texte: string; auInclus: string } | null;
  noteSaisie?: string;
  erreurs?: readonly Erreur[];
  avertissements?: readonly string[];
  fait?: string;
  doublons?: readonly Doublon[];
  reunies: readonly { de: string; vers: string; libelle: string }[];
  demandeEnCours?: boolean;
  /** A volunteer looks and receives; merging and rights are a writer's. */
  complet: boolean;
}

/** The file of one person: identity closed, what waits first, then one thread. */
export function FichePersonneView(props: FichePersonneProps): ReactNode {
  const { envoi, id, erreurs = [] } = props;
  const to = (geste: string): Envoi => ({ ...envoi, action: `/personnes/${id}/${geste}` });
  return (
    <Page cadre={props.cadre} titre="Fiche personne" chapeau={props.chapeau} erreurs={erreurs}>
      <Fait phrase={props.fait} />
      {props.effacee === true ? (
        <Avis icone="protege" titre="Identité effacée">
          <p>Il ne reste ici aucun nom. La preuve des mandats demeure, sans personne derrière.</p>
        </Avis>
      ) : (
        <>
          <Identite envoi={to('identite')} identite={props.identite} />
          <Formulaire envoi={to('accueillir')} className="actions">
            <Bouton nature="premier" icone="accueil">
              Accueillir cette personne
            </Bouton>
          </Formulaire>
        </>
      )}
      <Attentes attentes={props.attentes} envoi={envoi} />
      <Fil fil={props.fil} plus={props.plus} archives={props.archives} />
      {props.effacee === true ? null : <Note {...props} envoi={to('note')} />}
      {props.complet && props.effacee !== true ? (
        <>
          <Doublons {...props} />
          <Droits to={to} numero={id} demandee={props.demandeEnCours === true} />
        </>
      ) : null}
    </Page>
  );
}

function Identite(props: { envoi: Envoi; identite: FichePersonneProps['identite'] }): ReactNode {
  const { identite } = props;
  return (
    <section className="carte identite" aria-labelledby="identite">
      <h2 id="identite">Identité</h2>
      {identite === undefined ? (
        <Formulaire envoi={props.envoi} className="actions">
          <Bouton icone="protege">Montrer l’identité</Bouton>
          <p className="doux petit">Cette lecture est notée dans le journal.</p>
        </Formulaire>
      ) : (
        <p>
          <strong>{identite.nom}</strong>, née en {identite.anneeNaissance}
        </p>
      )}
    </section>
  );
}

function Attentes({ attentes, envoi }: { attentes: readonly Attente[]; envoi: Envoi }): ReactNode {
  return (
    <section className="pile-serree" aria-labelledby="attentes">
      <h2 id="attentes">En attente</h2>
      {attentes.length === 0 ? (
        <p className="doux">Rien n’attend pour cette personne.</p>
      ) : (
        <ul className="fil codes" data-touche="F9">
          {attentes.map(({ titre, quand, href, clore }) => (
            <li key={`${titre} ${quand}`}>
              <div>
                <p>{href === undefined ? <strong>{titre}</strong> : <a href={href}>{titre}</a>}</p>
                <p className="doux petit">{quand}</p>
              </div>
              {clore === undefined ? null : (
                <Formulaire
                  envoi={{ ...envoi, action: clore.action, caches: clore.champs }}
                  className="actions"
                >
                  <Bouton icone="fait">
                    {clore.libelle}
                    <span className="invisible">&nbsp;: {titre}</span>
                  </Bouton>
                </Formulaire>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Fil(props: Pick<FichePersonneProps, 'fil' | 'plus' | 'archives'>): ReactNode {
  const { fil, plus = {}, archives } = props;
  return (
    <section className="pile-serree" aria-labelledby="fil">
      <h2 id="fil">Ce qui s’est passé</h2>
      {fil.length === 0 ? (
        <Vide icone="journal">
          <p>La première visite viendra ici, avec ses mandats et ses orientations.</p>
        </Vide>
      ) : (
        <ol className="fil fil-court">
          {fil.map(({ cle, date, titre, details, href }) => (
            <li key={cle}>
              <span className="doux">{date}</span>
              <div>
                <p>{href === undefined ? titre : <a href={href}>{titre}</a>}</p>
                {details === '' ? null : <p className="doux petit">{details}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
      {archives === 0 ? null : (
        <p className="doux petit">
          {archives === 1
            ? 'Un mandat ancien est en archive.'
            : `${String(archives)} mandats sont en archive.`}
        </p>
      )}
      {plus.avant === undefined && plus.apres === undefined ? null : (
        <p className="actions">
          {plus.apres === undefined ? null : <LienBouton href={plus.apres}>Plus récent</LienBouton>}
          {plus.avant === undefined ? null : <LienBouton href={plus.avant}>Plus ancien</LienBouton>}
        </p>
      )}
    </section>
  );
}

function Note(props: FichePersonneProps & { envoi: Envoi }): ReactNode {
  const { note, envoi, erreurs = [], avertissements = [] } = props;
  return (
    <details open={note !== null || props.noteSaisie !== undefined}>
      <summary>Note de l’équipe</summary>
      <Formulaire envoi={envoi} className="carte">
        {avertissements.length === 0 ? null : (
          <Avis nature="pas" titre="À relire">
            {avertissements.map((une) => (
              <p key={une}>{une}</p>
            ))}
          </Avis>
        )}
        <Champ
          nom="note"
          libelle="Une ligne, 140 signes"
          aide="Pour le prochain rendez-vous. Ni santé, ni religion, ni numéro, ni mot de passe."
          valeur={props.noteSaisie ?? note?.texte}
          taille="plein"
          erreurs={erreurs}
          attributs={{ maxLength: 280 }}
        />
        <div className="actions">
          <Bouton>Garder la note</Bouton>
          <p className="doux petit">
            {note === null
              ? 'Elle disparaît seule après trente jours.'
              : `Elle disparaît seule après le ${note.auInclus}.`}
          </p>
        </div>
      </Formulaire>
    </details>
  );
}

function Doublons(props: FichePersonneProps): ReactNode {
  const { doublons, reunies, envoi, id } = props;
  const to = (geste: string, champs: Record<string, string>): Envoi => ({
    ...envoi,
    action: `/personnes/${id}/${geste}`,
    caches: champs,
  });
  return (
    <details open={doublons !== undefined || reunies.length > 0}>
      <summary>Une seule personne, deux fiches&nbsp;?</summary>
      <div className="carte">
        {reunies.map(({ de, vers, libelle }) => (
          <Formulaire key={`${de} ${vers}`} envoi={to('separer', { de, vers })} className="actions">
            <p>{libelle}</p>
            <Bouton nature="discret">Séparer de nouveau</Bouton>
          </Formulaire>
        ))}
        {doublons === undefined ? (
          <Formulaire envoi={to('doublons', {})} className="actions">
            <Bouton icone="chercher">Chercher les fiches proches</Bouton>
            <p className="doux petit">Les noms proches sont lus, et notés dans le journal.</p>
          </Formulaire>
        ) : doublons.length === 0 ? (
          <p>Aucune fiche proche de celle-ci.</p>
        ) : (
          <ul className="fil codes">
            {doublons.map(({ id: autre, initiales, annee, derniere, conflits }) => (
              <li key={autre}>
                <div>
                  <p>
                    <a href={`/personnes/${autre}`}>
                      <strong>{initiales}</strong>
                    </a>
                    , née en {annee}
                  </p>
                  <p className="doux petit">{derniere}</p>
                  {conflits.length === 0 ? null : (
                    <p className="petit">Ce qui diffère&nbsp;: {conflits.join('\u00a0; ')}</p>
                  )}
                </div>
                <div className="actions">
                  <Formulaire envoi={to('reunir', { autre })} className="actions">
                    <Bouton>
                      Réunir<span className="invisible"> avec {initiales}</span>
                    </Bouton>
                  </Formulaire>
                  <Formulaire envoi={to('distinguer', { autre })} className="actions">
                    <Bouton nature="discret">Ce n’est pas la même personne</Bouton>
                  </Formulaire>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}

function Droits(props: { to: (geste: string) => Envoi; numero: string; demandee: boolean }): ReactNode {
  const { to, numero, demandee } = props;
  return (
    <details>
      <summary data-touche="F8" aria-keyshortcuts="F8">
        Ses droits
      </summary>
      <div className="carte">
        <Formulaire envoi={to('copie')} className="actions">
          <Bouton icone="imprimer">Copie de ses données</Bouton>
          <LangueDeLaCopie />
          <p className="doux petit">Une page à imprimer, pour elle seule.</p>
        </Formulaire>
        <p className="doux petit adresse">Numéro du dossier&nbsp;: {numero}</p>
        {demandee ? (
          <p>L’effacement est demandé. Le délégué à la protection des données y répond dans le mois.</p>
        ) : (
          <Formulaire envoi={to('effacement')} className="actions">
            <Bouton>Transmettre sa demande d’effacement</Bouton>
            <p className="doux petit">
              Le délégué à la protection des données l’exécute. La preuve des mandats reste, sans nom.
            </p>
          </Formulaire>
        )}
      </div>
    </details>
  );
}
