/** Screens of the writer that the person reads too, in her language, with invented data. */
import { FeuilleView } from '../features/demarches/vue-feuille.tsx';
import { pleine } from '../features/demarches/pleine.fixture.ts';
import { FicheView } from '../features/adressages/vue-fiche.tsx';
import { resumeOf } from '../features/relecture/prise.ts';
import { RelectureView } from '../features/relecture/view.tsx';
import { messagesOf } from '../messages/messages.ts';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const fiche = {
  valeurs: {
    demarche: pleine.id,
    issue: 'en_attente_reponse',
    actesFaits: ['consulter', 'saisir', 'deposer'],
  },
} as unknown as Parameters<typeof resumeOf>[0]['fiche'];

export const ecransLangues: readonly Ecran[] = [
  ...(['ar', 'fa', 'tr', 'fr-simple'] as const).map((langue) => ({
    nom: `relecture-${langue}`,
    personne: true,
    vue: (
      <RelectureView
        cadre={n.cadre}
        envoi={n.envoi}
        retour="/accueil"
        texte={resumeOf({ fiche, demarche: pleine })}
        messages={messagesOf(langue)}
        traduit={resumeOf({ fiche, demarche: pleine }, messagesOf(langue))}
        moyens={n.moyens}
        valeurs={{ recepisse: 'oui' }}
      />
    ),
  })),
  ...(['ar', 'fa', 'uk', 'fr-simple'] as const).map((langue) => ({
    nom: `a-apporter-${langue}`,
    vue: <FeuilleView cadre={n.cadre} demarche={pleine} messages={messagesOf(langue)} />,
  })),
  ...(['ps', 'pt'] as const).map((langue) => ({
    nom: `adressage-fiche-${langue}`,
    personne: true,
    vue: (
      <FicheView
        cadre={n.cadre}
        numero="4271"
        structure="Service social de Roanne"
        telephone="04 65 71 00 42"
        messages={messagesOf(langue)}
      />
    ),
  })),
];
