import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { ReactNode } from 'react';
import { FRANCAIS } from '../../messages/messages.ts';
import { Bouton, Cases, Champ, Puces } from '../../ui/form.tsx';
import { Avis, Page } from '../../ui/layout.tsx';
import { LISTES_ACCUEIL } from '../accueil/listes.ts';
import { AccueilView } from '../accueil/view.tsx';
import { BESOINS, LECTURES as LECTURES_VUES } from '../diagnostic/apart.ts';
import { RANGS } from '../feuille/colonnes.ts';
import { LISTES as LISTES_FEUILLE } from '../feuille/lecture.ts';
import { FeuilleView } from '../feuille/view.tsx';
import { Dit, Entete, SANS_OP, Verrou, type Coquille } from './pieces.tsx';

export function AccueilHorsLigne({ cadre }: Coquille): ReactNode {
  return (
    <AccueilView
      cadre={cadre}
      envoi={SANS_OP('/accueil')}
      valeurs={{}}
      demarches={[]}
      source="favoris"
      listes={LISTES_ACCUEIL}
      personne={{ nommable: true }}
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

/** Ten visits from paper: the rows are read on the device, by the code that reads them on the server. */
export function FeuilleHorsLigne({ cadre }: Coquille): ReactNode {
  return (
    <FeuilleView
      cadre={cadre}
      envoi={SANS_OP('/feuille')}
      lignes={Array.from({ length: RANGS }, () => ({ nature: 'saisie', op: '', saisie: {}, erreurs: [] }))}
      demarches={[]}
      listes={LISTES_FEUILLE}
      horsLigne={
        <>
          <Entete cadre={cadre} script="hl-feuille" />
          <Dit />
          <Verrou />
        </>
      }
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

/** The list comes from the catalogue of the device: the page itself stays light. */
export function DemarchesHorsLigne({ cadre }: Coquille): ReactNode {
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
      <div className="pile" data-familles="" />
    </Page>
  );
}

/** The words come with the language that the person chose; the tree of the package says which question is next. */
export function DiagnosticHorsLigne({ cadre }: Coquille): ReactNode {
  return (
    <Page cadre={cadre} titre={FRANCAIS.dit('repere.titre')} lecteur="personne" messages={FRANCAIS}>
      <Entete cadre={cadre} script="hl-diagnostic" />
      <Verrou />
      <Dit />
      <div className="pile" data-entretien="" />
      <form method="dialog" className="pile" data-fin="" hidden>
        <div className="pile" data-apart="" />
        <details className="note-agent">
          <summary>Pour l’écrivain·e&nbsp;: lire, voir, entendre</summary>
          <div className="pile">
            <Puces
              nom="lecture"
              legende="La personne, devant un texte"
              aide="Ce que vous voyez, ou ce qu’elle demande. Jamais une supposition."
              facultatif
              choix={LECTURES_VUES}
            />
            <Cases
              nom="besoin-fonctionnel"
              legende="Besoin d’aide pour"
              aide="Reste dans son dossier. N’entre dans aucun chiffre."
              facultatif
              choix={BESOINS}
              valeurs={[]}
            />
          </div>
        </details>
        <div className="actions">
          <Bouton nature="premier">Garder ce résultat</Bouton>
        </div>
      </form>
      <div data-langues-ici="" />
      <details className="note-agent">
        <summary>Quelqu’un répond à sa place</summary>
        <label className="case">
          <input type="checkbox" id="proche" />
          <span>Les réponses qui suivent sont celles d’un proche</span>
        </label>
      </details>
    </Page>
  );
}

/** The page of what has no copy here. */
export function PerduHorsLigne({ cadre }: Coquille): ReactNode {
  return (
    <Page cadre={cadre} titre="Cette page demande le réseau" surtitre="Hors connexion">
      <Entete cadre={cadre} script="hl-perdu" />
      <div data-perdu="">
        <Avis>
          <p>
            Elle s’ouvrira dès qu’il sera revenu. En attendant, la fiche, le mandat et le diagnostic marchent.
          </p>
        </Avis>
      </div>
      <section className="carte pile" aria-labelledby="renvoi" data-renvoi="" hidden>
        <h2 id="renvoi">Ce que vous avez saisi est encore là</h2>
        <p>
          Le réseau s’est coupé pendant l’envoi. Gardez cette page ouverte, puis renvoyez&nbsp;: rien ne
          comptera deux fois.
        </p>
        <div className="actions">
          <button type="button" className="bouton bouton-premier" data-renvoyer="">
            Renvoyer maintenant
          </button>
        </div>
      </section>
    </Page>
  );
}
