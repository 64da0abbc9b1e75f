import type { ReactNode } from 'react';
import type { EtatPersonnel } from '../../domain/code-personnel.ts';
import { Bouton, type Envoi, Formulaire, LienBouton } from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';

const DIT_PERSONNEL: Readonly<Record<EtatPersonnel, string>> = {
  aucun: 'Il vous en faut un\u00a0: sans lui, vos codes n’ouvrent rien.',
  bon: 'Six chiffres à garder en tête, demandés avec chaque code. Seuls, ils n’ouvrent rien.',
  ferme: 'Dix erreurs de suite\u00a0: il n’ouvre plus rien. Tirez-en un autre, et refaites vos codes.',
};

/** Its part of « Mes moyens d’accès ». */
export function Personnel({ etat, envoi }: { etat: EtatPersonnel; envoi: Envoi }): ReactNode {
  return (
    <section className="pile-serree">
      <h2>Code personnel</h2>
      <p>{DIT_PERSONNEL[etat]}</p>
      <Formulaire envoi={envoi} className="actions">
        <Bouton>{etat === 'aucun' ? 'Tirer un code personnel' : 'Tirer un autre code personnel'}</Bouton>
      </Formulaire>
    </section>
  );
}

/** The personal code, on the one page that ever shows it: never the page that is printed. */
export function PersonnelView(props: { cadre: Cadre; code: string; suite: string }): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Votre code personnel"
      chapeau={'Retenez ces six chiffres maintenant\u00a0: cette page ne les montrera plus.'}
    >
      <section className="carte pile-serree">
        <p>
          <code className="code-personnel">
            {props.code.slice(0, 3)} {props.code.slice(3)}
          </code>
        </p>
        <p>
          On vous les demande avec chaque code imprimé ou de l’application. Seuls, ils n’ouvrent rien. Ne les
          écrivez pas sur la feuille des codes, et ne les dites à personne, ni à l’administration.
        </p>
        <p className="doux petit">Oubliés&nbsp;? Entrez avec votre clé, et tirez-en d’autres ici.</p>
      </section>
      <div className="actions">
        <LienBouton href={props.suite} nature="premier">
          Je les ai retenus
        </LienBouton>
      </div>
    </Page>
  );
}
