import type { TextesMandat } from './fr-mandat.ts';

export const enMandat: TextesMandat = {
  complet: {
    titre: 'Mandate for online procedures',
    bref: {
      demande:
        'You ask {structure} to carry out for you the procedures written below, and nothing else. It is free of charge.',
      duree: 'The mandate lasts {duree} from the day it is signed.',
      fin: 'The last day of the mandate is {fin}.',
      arret: 'You can stop it whenever you want, without saying why.',
    },
    personnes: {
      titre: 'Who gives the mandate, and to whom',
      mandant: 'You give the mandate (the principal)',
      pourVous: 'The mandate is given for you',
      naissance: '{nom}, year of birth: {annee}',
      constituant: 'Who gives it in your name',
      curateur: 'Who assists you',
      qualite: '{nom}, {qualite}',
      mandataire: 'The organisation receives it (the agent)',
      ecrivains: 'Digital public writers who act for the organisation',
      autreEcrivain: 'or any other digital public writer whom it has authorised',
      represente:
        'In this text, ‘you’ means the person who is helped. Whoever represents that person decides and signs in that person’s name, and in that person’s interest.',
    },
    demande: {
      titre: 'What you ask for',
      texte:
        'You entrust the organisation, which accepts, with carrying out in your name the actions written here, for the procedures written here. This is a mandate, within the meaning of articles 1984 and following of the French civil code. It serves to carry out these procedures when you cannot, or do not wish to, do them online by yourself.',
      seules: 'These procedures, and only these:',
      peuvent: 'The writers may:',
      sauf: '**Except:**',
      uneFois: 'This part of the mandate ends as soon as this action has succeeded: ‘{acte}’.',
      gardes: '**You do this yourself, even with this mandate:**',
      argent:
        'Before a payment or a change of bank account, you check the amount or the number with the writer. The writer keeps neither of them.',
      prive:
        'This procedure may concern your health or your private life. This information is used for nothing else.',
      prives:
        'These may concern your health or your private life: {demarches}. This information is used for nothing else.',
      rien: '**Nothing else is allowed without your agreement.** Any further procedure or action requires a new mandate. No writer may ask you for money.',
    },
    duree: {
      titre: 'Until when',
      aVenir: 'The mandate lasts {duree} from the day it is signed. The last day counts in full.',
      ferme: 'The mandate lasts {duree}. It starts on {du}. Its last day is {fin}: that day counts in full.',
      arret:
        '**You can stop it at any time**, in full or for one procedure only, without giving a reason and at no cost (article 2004 of the French civil code): at the desk, by telephone, by post, by email or with your stop code. This does not prevent you from being helped: the procedures are then done with you.',
      plusTot: 'It ends earlier:',
      faites: 'when the procedures asked for are done;',
      remplace: 'when a new mandate covers the same actions;',
      renonce: 'if the organisation gives it up, warning you early enough;',
      protection: 'in the event of death, or if a protection measure gives you a representative;',
      majorite: 'on the day you turn 18;',
      nonRegularise: 'if the spoken agreement is not signed in time;',
      structure: 'if the organisation ceases to exist or another one takes its place.',
    },
    accord: {
      titre: 'How you gave your agreement',
      distance: 'You give your agreement {mode}.',
      oral: 'You give your agreement in spoken words, {mode}. It must still be signed. Until then, the writers may only:',
      limite: 'Without a signature by {limite} at the latest, the mandate ends.',
      limiteAVenir: 'Without a signature within {duree}, the mandate ends.',
      neSaitSigner:
        'You do not know how to sign, or you cannot sign. The text is read aloud to you in front of the witnesses, who sign.',
      interprete: 'The text is translated for you by {interprete}.',
    },
    structure: {
      titre: 'What the organisation commits to',
      limites: 'doing only the actions written here, with care, in your interest alone and free of charge;',
      relire:
        'reading the summary back to you and obtaining your agreement before submitting a sensitive procedure;',
      compte:
        'giving you an account of what has been done and handing you the receipts (article 1993 of the French civil code);',
      secrets: 'keeping neither your passwords, nor your codes, nor your means of payment;',
      discretion: 'saying nothing of your situation to anyone who does not have to know it;',
      habilites: 'entrusting these procedures only to digital public writers whom it has authorised.',
    },
    vous: {
      titre: 'What you commit to',
      vrai: 'giving true and complete information: what is declared is declared in your name;',
      change: 'saying what changes in your situation and matters for these procedures.',
    },
    capacite: 'Your legal capacity',
    moyens: {
      titre: 'How the procedures are done',
      texte:
        'The organisation uses its own equipment, the websites of the bodies concerned and, if need be, the telephone, the post or the desk. You type your login details yourself whenever you can.',
    },
    donnees: {
      titre: 'Your personal information',
      usage:
        'Your information is used to carry out these procedures and to keep proof of them, and for nothing else. It is necessary: without it, the procedure cannot be done. It goes to the bodies in charge of these procedures, and to no one else.',
      droits:
        'You can ask to see it, to have it corrected or erased or to have its use limited, and you can object to its use.',
      ecrire: 'Write to {contact}.',
      demander: 'Ask the organisation for this.',
      cnil: 'If there is a disagreement, you can turn to the CNIL, the French authority for personal data: {cnil}. The information notice says how long your information is kept.',
    },
    langue: {
      titre: 'Language of the mandate',
      texte: 'Only the French text is binding. A translation, when there is one, helps you understand.',
    },
    signatures: {
      titre: 'Signatures',
      reformulation:
        'Before signing, you said in your own words what will be done. One copy is for you, another for the organisation.',
      faitA: 'Done at {lieu}, on {date}.',
      fait: 'Done on {date}.',
    },
  },

  simple: {
    titre: 'Your mandate',
    nous: {
      titre: 'Who we are',
      metier: 'We help people with online procedures.',
      trouver: 'To find us:',
      ecrivains: 'The people who help you:',
      collegue: 'An authorised colleague can also help you.',
    },
    vous: {
      titre: 'Who you are',
      constituant: 'This person decides and signs for you:',
      curateur: 'This person signs with you:',
    },
    demande: {
      titre: 'What you ask for',
      agir: 'You ask us to act in your place.',
      mandat: 'This agreement is called a mandate.',
      gratuit: 'It is free.',
      seules: 'These procedures, and no others:',
      pouvons: 'We can:',
      sauf: '**We cannot:**',
      gardes: '**You do this yourself:**',
      argent: 'We check the amount or the account with you.',
      uneFois: 'When this is done, this part of the mandate ends.',
      rien: '**We do nothing else without your agreement.**',
    },
    promesse: {
      titre: 'What you promise',
      vrai: 'You give true information.',
      change: 'You tell us if something changes.',
    },
    protection: {
      titre: 'What protects you',
      relire: 'We read it again with you before sending something important.',
      compte: 'We tell you what we have done.',
      secrets: 'We never keep your passwords.',
      discretion: 'We keep the details of your life secret.',
      usage: 'Your information is used only for these procedures.',
      voir: 'You can ask to see it.',
      corriger: 'You can ask to have it corrected or erased.',
    },
    duree: {
      titre: 'Until when',
      dure: 'The mandate lasts {duree}.',
      commence: 'It starts on the day you sign.',
      fin: 'The last day is {fin}.',
      apres: 'After that day, we no longer act for you.',
      majorite: 'It also ends on the day you turn 18.',
    },
    accord: {
      titre: 'Your agreement',
      distance: 'You give your agreement {mode}.',
      oral: 'You give your agreement in spoken words, {mode}.',
      signer: 'You still have to sign.',
      attente: 'Before you sign, we can only:',
      limite: 'Sign by {limite} at the latest.',
      limiteAVenir: 'You have {duree} to sign.',
      sinon: 'Without a signature, the mandate ends.',
      neSaitSigner: 'You cannot sign. Witnesses sign to say so.',
      lu: 'The text is read aloud to you in front of them.',
      interprete: 'Who translates for you: {interprete}.',
    },
    arret: {
      titre: 'You can stop',
      quand: 'You can stop whenever you want.',
      partie: 'You can stop everything, or just one procedure.',
      raison: 'You do not have to say why.',
      comment: 'Come and see us, call or write.',
      encore: 'We will still help you, by your side.',
    },
    signatures: {
      titre: 'You sign',
      reformulation: 'You said in your own words what will be done.',
      francais: 'Only the French text counts.',
      exemplaires: 'You keep this text, and so do we.',
      lieu: 'Place: {lieu}',
      date: 'Date: {date}',
    },
  },
};
