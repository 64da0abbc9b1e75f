import type { TextesMandat } from './fr-mandat.ts';

export const ptMandat: TextesMandat = {
  complet: {
    titre: 'Mandato para procedimentos pela Internet',
    bref: {
      demande:
        'Pede à organização {structure} que faça por si os procedimentos escritos abaixo, e mais nada. É gratuito.',
      duree: 'O mandato dura {duree} a partir do dia da assinatura.',
      fin: 'O último dia do mandato é: {fin}.',
      arret: 'Pode pará-lo quando quiser, sem dizer porquê.',
    },
    personnes: {
      titre: 'Quem dá o mandato, e a quem',
      mandant: 'O senhor ou a senhora dá o mandato (mandante)',
      pourVous: 'O mandato é dado para si',
      naissance: '{nom}, ano de nascimento: {annee}',
      constituant: 'Quem o dá em seu nome',
      curateur: 'Quem lhe presta assistência',
      qualite: '{nom}, {qualite}',
      mandataire: 'A organização recebe o mandato (mandatário)',
      ecrivains: 'Escritores públicos digitais (écrivains numériques) que agem pela organização',
      autreEcrivain: 'ou qualquer outro escritor público digital que a organização tenha autorizado',
      represente:
        'Este texto dirige-se à pessoa ajudada. Quem a representa decide e assina em nome dessa pessoa, no interesse dela.',
    },
    demande: {
      titre: 'O que pede',
      texte:
        'O senhor ou a senhora encarrega a organização, que aceita, de fazer em seu nome os atos escritos aqui, para os procedimentos escritos aqui. É um mandato, no sentido dos artigos 1984 e seguintes do Código Civil francês. Serve para fazer estes procedimentos quando não pode, ou não quer, fazê-los pessoalmente pela Internet.',
      seules: 'Estes procedimentos, e só estes:',
      peuvent: 'Os escritores podem:',
      sauf: '**Exceto:**',
      uneFois: 'Esta parte do mandato acaba logo que este ato tenha sido feito com êxito: «{acte}».',
      gardes: '**Mesmo com este mandato, cabe-lhe a si:**',
      argent:
        'Antes de um pagamento ou de uma mudança de conta bancária, o senhor ou a senhora verifica com o escritor o montante ou o número. O escritor não guarda nem um nem outro.',
      prive:
        'Este procedimento pode dizer respeito à sua saúde ou à sua vida privada. Essas informações não servem para mais nada.',
      prives:
        'Podem dizer respeito à sua saúde ou à sua vida privada: {demarches}. Essas informações não servem para mais nada.',
      rien: '**Nada mais é permitido sem o seu acordo.** Mais um procedimento ou mais um ato exige um novo mandato. Nenhum escritor lhe pode pedir dinheiro.',
    },
    duree: {
      titre: 'Até quando',
      aVenir: 'O mandato dura {duree} a partir do dia da assinatura. O último dia conta por inteiro.',
      ferme:
        'O mandato dura {duree}. Primeiro dia: {du}. Último dia: {fin}. Este último dia conta por inteiro.',
      arret:
        '**Pode pará-lo a qualquer momento**, por inteiro ou só para um procedimento, sem dar uma razão e sem custos (artigo 2004 do Código Civil francês): ao balcão, por telefone, por carta, por correio eletrónico ou com o seu código de paragem. Isso não impede que receba ajuda: os procedimentos fazem-se então consigo.',
      plusTot: 'O mandato acaba mais cedo:',
      faites: 'quando os procedimentos pedidos estiverem feitos;',
      remplace: 'quando um novo mandato abranger os mesmos atos;',
      renonce: 'se a organização renunciar a ele, dando-lhe aviso com antecedência suficiente;',
      protection: 'em caso de morte, ou se uma medida de proteção lhe der um representante;',
      majorite: 'no dia em que fizer 18 anos;',
      nonRegularise: 'se o acordo oral não for assinado a tempo;',
      structure: 'se a organização desaparecer ou der lugar a outra.',
    },
    accord: {
      titre: 'Como deu o seu acordo',
      distance: 'Dá o seu acordo {mode}.',
      oral: 'Dá o seu acordo de viva voz, {mode}. Ainda tem de ser assinado. Até lá, os escritores só podem:',
      limite: 'Último dia para assinar: {limite}. Sem assinatura até esse dia, o mandato acaba.',
      limiteAVenir: 'Sem assinatura no prazo de {duree}, o mandato acaba.',
      neSaitSigner:
        'Não sabe ou não pode assinar. O texto é-lhe lido em voz alta diante das testemunhas, que assinam.',
      interprete: 'O texto é-lhe traduzido por {interprete}.',
    },
    structure: {
      titre: 'A que se compromete a organização',
      limites: 'fazer só os atos escritos aqui, com cuidado, apenas no seu interesse e gratuitamente;',
      relire: 'reler-lhe o resumo e obter o seu acordo antes de enviar um procedimento sensível;',
      compte:
        'prestar-lhe contas do que foi feito e entregar-lhe os recibos (artigo 1993 do Código Civil francês);',
      secrets: 'não guardar nem as suas palavras-passe, nem os seus códigos, nem os seus meios de pagamento;',
      discretion: 'não dizer nada da sua situação a quem não tem de a conhecer;',
      habilites: 'confiar estes procedimentos só a escritores públicos digitais que ela autorizou.',
    },
    vous: {
      titre: 'A que se compromete o senhor ou a senhora',
      vrai: 'dar informações verdadeiras e completas: o que é declarado é declarado em seu nome;',
      change: 'dizer o que muda na sua situação e que conta para estes procedimentos.',
    },
    capacite: 'A sua capacidade',
    moyens: {
      titre: 'Como se fazem os procedimentos',
      texte:
        'A organização usa o seu próprio equipamento, os sites dos organismos em causa e, se for preciso, o telefone, o correio ou o balcão. Sempre que pode, é o senhor ou a senhora que escreve os seus dados de acesso.',
    },
    donnees: {
      titre: 'As suas informações pessoais',
      usage:
        'As suas informações servem para fazer estes procedimentos e para guardar a prova deles, e para mais nada. São necessárias: sem elas, o procedimento não pode ser feito. Vão para os organismos encarregados destes procedimentos, e para mais ninguém.',
      droits:
        'Pode pedir para as ver, que sejam corrigidas ou apagadas, ou que o seu uso seja limitado, e pode opor-se à sua utilização.',
      ecrire: 'Escreva para {contact}.',
      demander: 'Peça-o à organização.',
      cnil: 'Em caso de desacordo, pode dirigir-se à autoridade francesa de proteção de dados (CNIL): {cnil}. A nota de informação diz durante quanto tempo as informações são guardadas.',
    },
    langue: {
      titre: 'Língua do mandato',
      texte: 'Só o texto em francês é vinculativo. Uma tradução, quando existe, ajuda a compreender.',
    },
    signatures: {
      titre: 'Assinaturas',
      reformulation:
        'Antes de assinar, disse por palavras suas o que será feito. Um exemplar é para si, outro para a organização.',
      faitA: 'Feito em {lieu}. Data: {date}.',
      fait: 'Feito nesta data: {date}.',
    },
  },

  simple: {
    titre: 'O seu mandato',
    nous: {
      titre: 'Quem somos',
      metier: 'Ajudamos a fazer procedimentos pela Internet.',
      trouver: 'Para nos encontrar:',
      ecrivains: 'As pessoas que lhe dão ajuda:',
      collegue: 'Um colega autorizado também lhe pode dar ajuda.',
    },
    vous: {
      titre: 'Quem é o senhor ou a senhora',
      constituant: 'Esta pessoa decide e assina por si:',
      curateur: 'Esta pessoa assina consigo:',
    },
    demande: {
      titre: 'O que pede',
      agir: 'Pede-nos para agir no seu lugar.',
      mandat: 'Este acordo chama-se mandato.',
      gratuit: 'É gratuito.',
      seules: 'Estes procedimentos, e não outros:',
      pouvons: 'Podemos:',
      sauf: '**Não podemos:**',
      gardes: '**Cabe-lhe a si:**',
      argent: 'Verificamos consigo o montante ou a conta.',
      uneFois: 'Quando isto está feito, esta parte do mandato acaba.',
      rien: '**Não fazemos mais nada sem o seu acordo.**',
    },
    promesse: {
      titre: 'O que promete',
      vrai: 'Dá informações verdadeiras.',
      change: 'Diz-nos se alguma coisa mudar.',
    },
    protection: {
      titre: 'A sua proteção',
      relire: 'Relemos consigo antes de um envio importante.',
      compte: 'Dizemos-lhe o que fizemos.',
      secrets: 'Nunca guardamos as suas palavras-passe.',
      discretion: 'Guardamos segredo sobre a sua vida.',
      usage: 'As suas informações servem só para estes procedimentos.',
      voir: 'Pode pedir para as ver.',
      corriger: 'Pode pedir que as corrijam ou apaguem.',
    },
    duree: {
      titre: 'Até quando',
      dure: 'O mandato dura {duree}.',
      commence: 'Começa no dia em que assinar.',
      fin: 'O último dia é: {fin}.',
      apres: 'Depois desse dia, já não agimos por si.',
      majorite: 'Acaba também no dia em que fizer 18 anos.',
    },
    accord: {
      titre: 'O seu acordo',
      distance: 'Dá o seu acordo {mode}.',
      oral: 'Dá o seu acordo de viva voz, {mode}.',
      signer: 'Ainda tem de assinar.',
      attente: 'Antes da assinatura, só podemos:',
      limite: 'Último dia para assinar: {limite}.',
      limiteAVenir: 'Tem {duree} para assinar.',
      sinon: 'Sem assinatura, o mandato acaba.',
      neSaitSigner: 'Não pode assinar. Há testemunhas que assinam para o dizer.',
      lu: 'O texto é-lhe lido em voz alta diante delas.',
      interprete: 'Quem traduz para si: {interprete}.',
    },
    arret: {
      titre: 'Pode parar',
      quand: 'Pode parar quando quiser.',
      partie: 'Pode parar tudo, ou só um procedimento.',
      raison: 'Não tem de dizer porquê.',
      comment: 'Venha ter connosco, telefone ou escreva.',
      encore: 'Continuaremos a dar-lhe ajuda, ao seu lado.',
    },
    signatures: {
      titre: 'A sua assinatura',
      reformulation: 'Disse por palavras suas o que será feito.',
      francais: 'Só conta o texto em francês.',
      exemplaires: 'Fica com este texto, e nós também.',
      lieu: 'Lugar: {lieu}',
      date: 'Data: {date}',
    },
  },
};
