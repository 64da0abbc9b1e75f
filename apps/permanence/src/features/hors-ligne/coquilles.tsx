import { instruments, arbreIllectronisme2021 } from '@porte-plume/diagnostic';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { ReactNode } from 'react';
import { Bouton, Case, Champ, type Choix, Formulaire, Puces } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { LISTES_ACCUEIL, listFavoris } from '../accueil/listes.ts';
import { AccueilView } from '../accueil/view.tsx';
import { NIVEAUX, SOUHAITS } from '../diagnostic/apart.ts';
import { CAPACITES, LECTURES, REFORMULATIONS } from '../mandat/libelles.ts';
import { CAPACITES_REPRESENTEES, NOM_MAX } from '../mandat/qui.ts';
import { Dit, Entete, Verrou } from './pieces.tsx';

/** Pages that the device keeps: the screens of the network, without anything of an account. */
interface Coquille {
  cadre: Cadre;
}

const SANS_OP = (action: string) => ({ action, op: '' });

export function AccueilHorsLigne({ cadre }: Coquille): ReactNode {
  return (
    <AccueilView
      cadre={cadre}
      envoi={SANS_OP('/accueil')}
      valeurs={{}}
      demarches={listFavoris([], undefined)}
      source="favoris"
      listes={LISTES_ACCUEIL}
      horsLigne={{
        entete: (
          <>
            <Entete cadre={cadre} script="hl-accueil" />
            <p className="doux" data-seance="">
              La permanence sera demandée à l’envoi.
            </p>
            <Dit />
            <Verrou />
          </>
        ),
        fin: (
          <div className="carte" data-relecture="" hidden>
            <Puces
              nom="accord"
              legende="J’ai relu le résumé à voix haute. La personne dit&nbsp;:"
              choix={LISTES.accordRelecture
                .filter(({ code }) => code !== 'non')
                .map(({ code, libelle }) => ({ code, libelle }))}
            />
            <input type="hidden" name="moyen" value={LISTES.moyenRelecture[0].code} />
            <input type="hidden" name="recepisse" value="non" />
          </div>
        ),
      }}
    />
  );
}

/** Read-only: what was taken while the network was there. */
export function JourneeHorsLigne({ cadre }: Coquille): ReactNode {
  return (
    <Page cadre={cadre} titre="Ma journée" surtitre="Hors connexion">
      <Entete cadre={cadre} script="hl-journee" />
      <Verrou />
      <div className="pile" data-journee="" hidden>
        <p data-faite="" className="doux" />
        <section className="carte lieu" aria-label="Permanence en cours" data-ouverte="" hidden>
          <h2 data-lieu="">Permanence ouverte</h2>
          <a className="bouton bouton-premier" href="/accueil">
            Accueillir une personne
          </a>
        </section>
        <section className="pile-serree" aria-labelledby="prevues">
          <h2 id="prevues">Permanences d’aujourd’hui</h2>
          <ul data-prevues="" />
          <p data-aucune="" className="doux" hidden>
            Aucune permanence n’était prévue.
          </p>
        </section>
        <section className="pile-serree" aria-labelledby="fiches">
          <h2 id="fiches">Fiches déjà enregistrées</h2>
          <ol className="fil" data-lignes="" />
        </section>
        <details data-demande="" hidden>
          <summary>Quelqu’un n’a pas pu être reçu</summary>
          <form method="dialog" className="carte" data-demande-form="">
            <p>Un geste suffit, sans nom.</p>
            <div className="actions">
              {LISTES.motifRefus.map(({ code, libelle }) => (
                <Bouton key={code} nom="motif" valeur={code}>
                  {libelle}
                </Bouton>
              ))}
            </div>
          </form>
        </details>
      </div>
      <Dit />
      <div data-sans-trousse="" hidden>
        <Avis>
          <p>Ce poste n’a rien gardé de la journée&nbsp;: il n’était pas préparé avant la coupure.</p>
          <p>
            <a href="/accueil">Accueillir une personne quand même</a>
          </p>
        </Avis>
      </div>
    </Page>
  );
}

export function DemarchesHorsLigne({
  cadre,
  familles,
}: Coquille & { familles: readonly { libelle: string; demarches: readonly Choix[] }[] }): ReactNode {
  return (
    <Page cadre={cadre} titre="Trouver une démarche" surtitre="Catalogue">
      <Entete cadre={cadre} script="hl-demarches" />
      <form method="dialog" className="recherche" role="search" data-chercher="">
        <Champ
          nom="q"
          libelle="Que se passe-t-il pour la personne&nbsp;?"
          aide="Avec ses mots, sans son nom. Puis Entrée."
          taille="plein"
          attributs={{ type: 'search', enterKeyHint: 'search', maxLength: 80 }}
        />
        <Bouton nature="premier" icone="chercher">
          Chercher
        </Bouton>
      </form>
      <div role="status" data-trouvees="" />
      {familles.map(({ libelle, demarches }) => (
        <details key={libelle}>
          <summary>{libelle}</summary>
          <ul>
            {demarches.map(({ code, libelle: nom, aide }) => (
              <li key={code}>
                <a href={`/demarches/${code}`} data-demarche={code}>
                  {nom}
                </a>{' '}
                <span className="doux">{aide}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Page>
  );
}

const OUI_NON: readonly Choix[] = [
  { code: 'yes', libelle: 'Oui' },
  { code: 'no', libelle: 'Non' },
];
const MONTRER: readonly Choix[] = [
  { code: 'seul', libelle: 'Réussi, sans aide' },
  { code: 'avec_aide', libelle: 'Réussi, avec un peu d’aide' },
  { code: 'pas_reussi', libelle: 'Pas réussi aujourd’hui' },
  { code: 'refused', libelle: 'Préfère ne pas montrer' },
];

/** Every question is here, one is shown: the tree of the package says which comes next. */
export function DiagnosticHorsLigne({ cadre }: Coquille): ReactNode {
  const instrument = instruments[arbreIllectronisme2021.instrument];
  return (
    <Page cadre={cadre} titre="Trois questions pour mieux vous aider" lecteur="personne">
      <Entete cadre={cadre} script="hl-diagnostic" />
      <Verrou />
      <Dit />
      <div data-ecran="debut">
        <div className="lu">
          <p>Ce n’est pas un examen. Il n’y a pas de note.</p>
          <p>Vous pouvez passer une question. Vous pouvez arrêter quand vous voulez.</p>
        </div>
        <p className="doux" data-fiche="">
          L’entretien suit une fiche saisie sur ce poste.
        </p>
        <div className="actions">
          <button type="button" className="bouton bouton-premier" data-reponse="commencer">
            Commencer
          </button>
        </div>
      </div>
      {(instrument?.items ?? []).map(({ code, i18n, choices }) => (
        <section key={code} data-ecran={`question:${code}`} hidden>
          <h2>{i18n.fr?.text ?? code}</h2>
          {i18n.fr?.aide === undefined ? null : <p className="doux">{i18n.fr.aide}</p>}
          <div className="reponses">
            <Reponses
              item={code}
              choix={
                choices === undefined
                  ? OUI_NON
                  : Object.entries(choices).map(([valeur, libelle]) => ({ code: valeur, libelle }))
              }
            />
            <Reponses
              item={code}
              choix={[
                { code: 'unknown', libelle: 'Je ne sais pas' },
                { code: 'refused', libelle: 'Passer cette question' },
              ]}
            />
          </div>
        </section>
      ))}
      <section data-ecran="montrer" hidden>
        <h2>Montrez-moi</h2>
        <p className="lu" data-tache="" />
        <div className="reponses">
          <Reponses item="montrer" choix={MONTRER} />
        </div>
      </section>
      <section data-ecran="fin" hidden className="pile">
        <h2>Merci pour vos réponses</h2>
        <div className="actions">
          <button type="button" className="bouton" data-reponse="continuer" data-suite="">
            Encore quelques questions
          </button>
        </div>
        <form method="dialog" className="pile" data-fin="">
          <Puces nom="niveau" legende="Comment vous sentez-vous avec Internet&nbsp;?" choix={NIVEAUX} />
          <Puces nom="souhait" legende="Que souhaitez-vous&nbsp;?" choix={SOUHAITS} />
          <div className="actions">
            <Bouton nature="premier">Garder ce résultat</Bouton>
          </div>
        </form>
      </section>
    </Page>
  );
}

function Reponses({ item, choix }: { item: string; choix: readonly Choix[] }): ReactNode {
  return choix.map(({ code, libelle }) => (
    <button key={code} type="button" className="bouton bouton-large" data-reponse={code} data-item={item}>
      {libelle}
    </button>
  ));
}

/** Who signs alone, for herself: the other cases wait for the network, where they are checked. */
const SEULES = CAPACITES.filter(({ code }) => code !== 'inconnue' && !CAPACITES_REPRESENTEES.includes(code));

export function MandatHorsLigne({ cadre, durees }: Coquille & { durees: readonly Choix[] }): ReactNode {
  return (
    <Page cadre={cadre} titre="Mandat" surtitre="Hors connexion">
      <Entete cadre={cadre} script="hl-mandat" />
      <Verrou />
      <Dit />
      <Formulaire envoi={SANS_OP('/mandat')} className="pile">
        <div data-pas="qui" className="pile">
          <p>
            Pour&nbsp;: <strong data-demarche="">aucune démarche</strong>
          </p>
          <div className="carte">
            <div className="duo">
              <Champ nom="prenom" libelle="Prénom" attributs={{ maxLength: 80 }} />
              <Champ nom="nom" libelle="Nom" attributs={{ maxLength: 80 }} />
            </div>
            <Champ
              nom="anneeNaissance"
              libelle="Année de naissance"
              aide="Pour une personne majeure. Avant 18 ans, le mandat se prépare avec le réseau."
              taille="court"
              attributs={{ inputMode: 'numeric', maxLength: 4 }}
            />
            <Puces
              nom="capacite"
              legende="Une mesure de protection est-elle en cours&nbsp;?"
              aide="Si quelqu’un doit signer pour la personne, attendez le réseau."
              choix={SEULES}
              forme="liste"
            />
          </div>
          <div className="carte" data-actes="" hidden />
          <div className="carte">
            <Puces nom="duree" legende="Durée" choix={durees} forme="pile" />
          </div>
          <div className="actions">
            <button type="button" className="bouton bouton-premier" data-vers="texte">
              Lire le mandat
            </button>
          </div>
        </div>
        <div data-pas="texte" className="pile personne" hidden>
          <div className="carte lu" data-texte="" />
          <div className="carte">
            <Puces nom="lecture" legende="Comment ce texte a-t-il été lu&nbsp;?" choix={LECTURES} />
            <Puces
              nom="reformulation"
              legende="La personne l’a redit avec ses mots"
              choix={REFORMULATIONS.filter(({ code }) => code !== 'non_comprise')}
              forme="pile"
            />
          </div>
          <div className="actions">
            <button type="button" className="bouton bouton-premier" data-vers="signer">
              Continuer vers la signature
            </button>
            <a className="bouton" href="/accueil">
              Sans mandat, nous faisons ensemble
            </a>
          </div>
        </div>
        <div data-pas="signer" className="pile personne" hidden>
          <div className="carte">
            <Puces
              nom="forme"
              legende="Comment voulez-vous signer&nbsp;?"
              choix={[
                { code: 'signature_ecran', libelle: 'Je signe sur l’écran' },
                { code: 'nom_ecrit', libelle: 'J’écris mon nom' },
              ]}
              valeur="signature_ecran"
              ouvre={{ signature_ecran: 'ecran', nom_ecrit: 'nom' }}
            />
            <div data-volet="ecran" className="pile-serree">
              <canvas
                id="trace"
                className="signature"
                width={600}
                height={300}
                tabIndex={0}
                role="img"
                aria-label="Cadre de signature. Sans dessin, choisissez le nom écrit."
              />
              <input type="hidden" name="trace" />
              <div>
                <button type="button" className="bouton bouton-discret" data-effacer="">
                  Effacer et recommencer
                </button>
              </div>
            </div>
            <div data-volet="nom">
              <Champ
                nom="nomEcrit"
                libelle="Écrivez votre prénom et votre nom"
                taille="plein"
                attributs={{ maxLength: NOM_MAX, autoComplete: 'off' }}
              />
            </div>
            <Case
              nom="accepte"
              libelle="Écrivain·e&nbsp;: j’accepte ce mandat et je m’y tiens"
              aide="Le mandat naît de deux accords&nbsp;: le sien, puis le vôtre."
            />
          </div>
          <div className="actions">
            <Bouton nature="premier" nom="etape" valeur="signer">
              Valider le mandat
            </Bouton>
          </div>
        </div>
      </Formulaire>
    </Page>
  );
}

/** The page of what has no copy here. */
export function PerduHorsLigne({ cadre }: Coquille): ReactNode {
  return (
    <Page cadre={cadre} titre="Cette page demande le réseau" surtitre="Hors connexion">
      <Entete cadre={cadre} />
      <Avis>
        <p>
          Elle s’ouvrira dès qu’il sera revenu. En attendant, la fiche, le mandat et le diagnostic marchent.
        </p>
      </Avis>
    </Page>
  );
}
