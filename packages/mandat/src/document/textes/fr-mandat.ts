/** The contract, in French: rules for translators in `fr.ts`. A translation holds the same messages in `<langue>-mandat.ts`. */
export const frMandat = {
  /** The whole contract, in current language. */
  complet: {
    titre: 'Mandat pour des démarches en ligne',
    bref: {
      demande:
        'Vous demandez à {structure} de faire pour vous les démarches écrites ci-dessous, et rien d’autre. C’est gratuit.',
      /** `{duree}` comes from `enMois` or `enJours`. */
      duree: 'Le mandat dure {duree} à partir du jour de la signature.',
      fin: 'Le dernier jour du mandat est le {fin}.',
      arret: 'Vous pouvez l’arrêter quand vous voulez, sans dire pourquoi.',
    },
    personnes: {
      titre: 'Qui donne le mandat, et à qui',
      mandant: 'Vous donnez le mandat (mandant)',
      pourVous: 'Le mandat est donné pour vous',
      naissance: '{nom}, année de naissance : {annee}',
      constituant: 'Qui le donne en votre nom',
      curateur: 'Qui vous assiste',
      /** `{qualite}` is one of `qualites`. */
      qualite: '{nom}, {qualite}',
      mandataire: 'La structure le reçoit (mandataire)',
      ecrivains: 'Écrivains numériques qui agissent pour elle',
      autreEcrivain: 'ou tout autre écrivain numérique qu’elle a habilité',
      represente:
        'Dans ce texte, « vous » désigne la personne aidée. Qui la représente décide et signe en son nom, dans son intérêt.',
    },
    demande: {
      titre: 'Ce que vous demandez',
      texte:
        'Vous chargez la structure, qui l’accepte, de faire en votre nom les actes écrits ici, pour les démarches écrites ici. C’est un mandat, au sens des articles 1984 et suivants du code civil. Il sert à faire ces démarches quand vous ne pouvez pas, ou ne voulez pas, les faire en ligne par vous-même.',
      seules: 'Ces démarches, et elles seules :',
      peuvent: 'Les écrivains peuvent :',
      sauf: '**Sauf :**',
      uneFois: 'Cette partie du mandat s’arrête dès que cet acte a réussi : « {acte} ».',
      gardes: '**Vous faites vous-même, même avec ce mandat :**',
      argent:
        'Avant un paiement ou un changement de compte bancaire, vous vérifiez avec l’écrivain le montant ou le numéro. Il ne garde ni l’un ni l’autre.',
      prive:
        'Cette démarche peut toucher à votre santé ou à votre vie privée. Ces informations ne servent à rien d’autre.',
      prives:
        'Peuvent toucher à votre santé ou à votre vie privée : {demarches}. Ces informations ne servent à rien d’autre.',
      rien: '**Rien d’autre n’est permis sans votre accord.** Une démarche ou un acte de plus demande un nouveau mandat. Aucun écrivain ne peut vous demander d’argent.',
    },
    duree: {
      titre: 'Jusqu’à quand',
      aVenir: 'Le mandat dure {duree} à partir du jour de la signature. Le dernier jour compte en entier.',
      /** `{finEnLettres}` is French only: a translation leaves it out, with its brackets. */
      ferme:
        'Le mandat dure {duree}. Il commence le {du}. Son dernier jour est le {fin} ({finEnLettres}) : ce jour compte en entier.',
      arret:
        '**Vous pouvez l’arrêter à tout moment**, en entier ou pour une seule démarche, sans donner de raison et sans frais (article 2004 du code civil) : au guichet, par téléphone, par courrier, par courriel ou avec votre code d’arrêt. Cela n’empêche pas d’être aidé : les démarches se font alors avec vous.',
      plusTot: 'Il prend fin plus tôt :',
      faites: 'quand les démarches demandées sont faites ;',
      remplace: 'quand un nouveau mandat porte sur les mêmes actes ;',
      renonce: 'si la structure y renonce, en vous prévenant assez tôt ;',
      protection: 'en cas de décès, ou si une mesure de protection vous donne un représentant ;',
      majorite: 'le jour de vos 18 ans ;',
      nonRegularise: 'si l’accord oral n’est pas signé à temps ;',
      structure: 'si la structure disparaît ou laisse sa place à une autre.',
    },
    /** How the agreement was given; the two about an oral agreement are shown only for one. */
    accord: {
      titre: 'Comment vous avez donné votre accord',
      /** `{mode}` is one of `modes`. */
      distance: 'Vous donnez votre accord {mode}.',
      oral: 'Vous donnez votre accord à l’oral, {mode}. Il doit encore être signé. D’ici là, les écrivains peuvent seulement :',
      limite: 'Sans signature au plus tard le {limite}, le mandat s’arrête.',
      limiteAVenir: 'Sans signature dans un délai de {duree}, le mandat s’arrête.',
      neSaitSigner:
        'Vous ne savez pas ou ne pouvez pas signer. Le texte vous est lu à voix haute devant les témoins, qui signent.',
      /** `{interprete}` is one of `interpretes`. */
      interprete: 'Le texte vous est traduit par {interprete}.',
    },
    structure: {
      titre: 'Ce à quoi la structure s’engage',
      limites: 'faire seulement les actes écrits ici, avec soin, dans votre seul intérêt et gratuitement ;',
      relire:
        'vous relire le récapitulatif et recueillir votre accord avant d’envoyer une démarche sensible ;',
      compte:
        'vous rendre compte de ce qui a été fait et vous remettre les reçus (article 1993 du code civil) ;',
      secrets: 'ne garder ni vos mots de passe, ni vos codes, ni vos moyens de paiement ;',
      discretion: 'ne rien dire de votre situation à qui n’a pas à la connaître ;',
      habilites: 'ne confier ces démarches qu’à des écrivains numériques qu’elle a habilités.',
    },
    vous: {
      titre: 'Ce à quoi vous vous engagez',
      vrai: 'donner des informations vraies et complètes : ce qui est déclaré l’est en votre nom ;',
      change: 'dire ce qui change dans votre situation et qui compte pour ces démarches.',
    },
    capacite: 'Votre capacité',
    moyens: {
      titre: 'Comment les démarches sont faites',
      texte:
        'La structure utilise son propre matériel, les sites des organismes concernés, et si besoin le téléphone, le courrier ou le guichet. Vous tapez vous-même vos identifiants chaque fois que vous le pouvez.',
    },
    donnees: {
      titre: 'Vos informations personnelles',
      usage:
        'Vos informations servent à faire ces démarches et à en garder la preuve, à rien d’autre. Elles sont nécessaires : sans elles, la démarche ne peut pas être faite. Elles vont aux organismes chargés de ces démarches, à personne d’autre.',
      droits:
        'Vous pouvez demander à les voir, à les corriger, à les faire effacer ou à en limiter l’usage, et vous opposer à leur emploi.',
      ecrire: 'Écrivez à {contact}.',
      demander: 'Demandez-le à la structure.',
      cnil: 'En cas de désaccord, vous pouvez vous adresser à la CNIL : {cnil}. La notice d’information dit combien de temps elles sont gardées.',
    },
    langue: {
      titre: 'Langue du mandat',
      texte: 'Seul le texte français engage. Une traduction, quand il y en a une, aide à comprendre.',
    },
    signatures: {
      titre: 'Signatures',
      reformulation:
        'Avant de signer, vous avez dit avec vos mots ce qui sera fait. Un exemplaire est pour vous, un autre pour la structure.',
      faitA: 'Fait à {lieu}, le {date}.',
      fait: 'Fait le {date}.',
    },
  },

  /** The same contract in plain language. Twelve words a sentence at most, from here to the end. */
  simple: {
    titre: 'Votre mandat',
    nous: {
      titre: 'Qui nous sommes',
      metier: 'Nous aidons à faire des démarches en ligne.',
      trouver: 'Pour nous trouver :',
      ecrivains: 'Les personnes qui vous aident :',
      collegue: 'Un collègue autorisé peut aussi vous aider.',
    },
    vous: {
      titre: 'Qui vous êtes',
      constituant: 'Cette personne décide et signe pour vous :',
      curateur: 'Cette personne signe avec vous :',
    },
    demande: {
      titre: 'Ce que vous demandez',
      agir: 'Vous nous demandez d’agir à votre place.',
      mandat: 'Cet accord s’appelle un mandat.',
      gratuit: 'C’est gratuit.',
      seules: 'Ces démarches, et pas les autres :',
      pouvons: 'Nous pouvons :',
      sauf: '**Nous ne pouvons pas :**',
      gardes: '**Vous faites vous-même :**',
      argent: 'Nous vérifions avec vous le montant ou le compte.',
      uneFois: 'Quand c’est fait, cette partie du mandat s’arrête.',
      rien: '**Nous ne faisons rien d’autre sans votre accord.**',
    },
    promesse: {
      titre: 'Ce que vous promettez',
      vrai: 'Vous donnez des informations vraies.',
      change: 'Vous nous dites si quelque chose change.',
    },
    protection: {
      titre: 'Ce qui vous protège',
      relire: 'Nous relisons avec vous avant un envoi important.',
      compte: 'Nous vous disons ce que nous avons fait.',
      secrets: 'Nous ne gardons jamais vos mots de passe.',
      discretion: 'Nous gardons le secret sur votre vie.',
      usage: 'Vos informations servent seulement à ces démarches.',
      voir: 'Vous pouvez demander à les voir.',
      corriger: 'Vous pouvez demander à les corriger ou à les effacer.',
    },
    duree: {
      titre: 'Jusqu’à quand',
      dure: 'Le mandat dure {duree}.',
      commence: 'Il commence le jour où vous signez.',
      fin: 'Le dernier jour est le {fin}.',
      apres: 'Après ce jour, nous n’agissons plus pour vous.',
      majorite: 'Il s’arrête aussi le jour de vos 18 ans.',
    },
    accord: {
      titre: 'Votre accord',
      distance: 'Vous donnez votre accord {mode}.',
      oral: 'Vous donnez votre accord à l’oral, {mode}.',
      signer: 'Vous devez encore signer.',
      attente: 'Avant la signature, nous pouvons seulement :',
      limite: 'Signez au plus tard le {limite}.',
      limiteAVenir: 'Vous avez {duree} pour signer.',
      sinon: 'Sans signature, le mandat s’arrête.',
      neSaitSigner: 'Vous ne pouvez pas signer. Des témoins signent pour le dire.',
      lu: 'Le texte vous est lu à voix haute devant eux.',
      interprete: 'Qui traduit pour vous : {interprete}.',
    },
    arret: {
      titre: 'Vous pouvez arrêter',
      quand: 'Vous pouvez arrêter quand vous voulez.',
      partie: 'Vous pouvez arrêter tout, ou une seule démarche.',
      raison: 'Vous n’avez pas à dire pourquoi.',
      comment: 'Venez nous voir, appelez ou écrivez.',
      encore: 'Nous vous aiderons encore, à côté de vous.',
    },
    signatures: {
      titre: 'Vous signez',
      reformulation: 'Vous avez dit avec vos mots ce qui sera fait.',
      francais: 'Seul le texte en français compte.',
      exemplaires: 'Vous gardez ce texte, nous aussi.',
      lieu: 'Lieu : {lieu}',
      date: 'Date : {date}',
    },
  },
};

export type TextesMandat = typeof frMandat;
