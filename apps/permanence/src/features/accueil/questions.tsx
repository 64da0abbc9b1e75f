import type { ReactNode } from 'react';
import { Bouton, Champ, Liste, Puces } from '../../ui/form.tsx';
import { Avis } from '../../ui/layout.tsx';
import type { AccueilProps } from './props.ts';

/** Which démarche: the favourites under the number keys, or what the person's words find. */
export function Demarche({ valeurs, demarches, source, erreurs = [] }: AccueilProps): ReactNode {
  const introuvable = source === 'recherche' && demarches.length === 0;
  return (
    <div className="pile" id="demarches">
      <div className="recherche" role="search">
        <Champ
          nom="q"
          libelle="Que vient faire la personne&nbsp;?"
          aide="Avec ses mots&nbsp;: «&nbsp;mon loyer&nbsp;», «&nbsp;la carte grise&nbsp;»…"
          valeur={source === 'recherche' ? valeurs.q : undefined}
          taille="plein"
          attributs={{ type: 'search', enterKeyHint: 'search', maxLength: 80 }}
        />
        <Bouton nom="etape" valeur="chercher" ilot="chercher">
          Chercher
        </Bouton>
      </div>
      <div id="resultats" className="pile-serree">
        {introuvable ? (
          <Avis titre="Aucune démarche trouvée">
            <p>Essayez un mot plus simple, ou le nom de l’organisme&nbsp;: CAF, impôts, préfecture.</p>
          </Avis>
        ) : (
          <Puces
            nom="demarche"
            legende={source === 'favoris' ? 'Les plus fréquentes ici' : nombreDeDemarches(demarches.length)}
            choix={demarches.map(({ code, libelle, aide, classe }) => ({
              code,
              libelle,
              ...(aide === undefined && classe === 'simple'
                ? {}
                : {
                    aide: [aide, classe === 'sensible' ? 'sensible' : undefined].filter(Boolean).join(' · '),
                  }),
            }))}
            valeur={valeurs.demarche}
            erreurs={erreurs}
            forme="liste"
            touches
          />
        )}
        {source === 'recherche' ? (
          <div>
            <Bouton nature="discret" nom="etape" valeur="favoris" ilot="favoris">
              Revenir aux plus fréquentes
            </Bouton>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function nombreDeDemarches(nombre: number): string {
  return nombre === 1 ? 'Une démarche trouvée' : `${nombre} démarches trouvées`;
}

/** Where the démarche stands, and what this answer asks in turn. */
export function Issue({ valeurs, listes, erreurs = [] }: AccueilProps): ReactNode {
  return (
    <>
      <Puces
        nom="issue"
        legende="Où en est-on&nbsp;?"
        choix={listes.issues}
        valeur={valeurs.issue}
        erreurs={erreurs}
        touches
        ouvre={{
          a_poursuivre: 'relance',
          en_attente_reponse: 'relance',
          bloquee: 'blocage',
          abandonnee: 'abandon',
        }}
      />
      <div className="duo" data-volet="relance">
        <Champ
          nom="relanceLe"
          libelle="À reprendre le"
          valeur={valeurs.relanceLe}
          taille="moyen"
          erreurs={erreurs}
          attributs={{ type: 'date' }}
        />
        <Liste
          nom="relanceNature"
          libelle="Ce qu’on attend"
          choix={listes.relances}
          valeur={valeurs.relanceNature}
          erreurs={erreurs}
        />
      </div>
      <div className="duo" data-volet="blocage">
        <Liste
          nom="blocage"
          libelle="Ce qui bloque"
          vide="Choisir"
          choix={listes.blocages}
          valeur={valeurs.blocage}
          erreurs={erreurs}
        />
        <Liste
          nom="planB"
          libelle="Autre chemin trouvé"
          choix={listes.plansB}
          valeur={valeurs.planB}
          erreurs={erreurs}
        />
      </div>
      <Puces
        nom="abandon"
        legende="Pourquoi s’arrêter&nbsp;?"
        choix={listes.abandons}
        valeur={valeurs.abandon}
        erreurs={erreurs}
        volet="abandon"
      />
    </>
  );
}
