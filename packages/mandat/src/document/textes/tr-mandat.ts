import type { TextesMandat } from './fr-mandat.ts';

export const trMandat: TextesMandat = {
  complet: {
    titre: 'İnternetten yapılan resmî işler için sınırlı vekâlet',
    bref: {
      demande:
        '{structure} adlı kuruluştan, aşağıda yazılı resmî işleri sizin yerinize yapmasını istiyorsunuz; başka hiçbir şey istemiyorsunuz. Bu hizmet ücretsizdir.',
      duree: 'Vekâletin süresi imza gününden başlayarak {duree}.',
      fin: 'Vekâletin son günü: {fin}.',
      arret: 'Vekâleti istediğiniz zaman, neden göstermeden durdurabilirsiniz.',
    },
    personnes: {
      titre: 'Vekâleti kim, kime veriyor',
      mandant: 'Vekâleti siz veriyorsunuz (vekâlet veren)',
      pourVous: 'Vekâlet sizin için veriliyor',
      naissance: '{nom}, doğum yılı: {annee}',
      constituant: 'Vekâleti sizin adınıza veren kişi',
      curateur: 'Size destek olan kişi',
      qualite: '{nom}, {qualite}',
      mandataire: 'Vekâleti kuruluş alıyor (vekil)',
      ecrivains: 'Kuruluş adına çalışan dijital arzuhalciler',
      autreEcrivain: 'ya da kuruluşun yetki verdiği başka bir dijital arzuhalci',
      represente:
        'Bu metinde “siz”, yardım alan kişi demektir. Onu temsil eden kişi onun adına ve onun yararına karar verir ve imzalar.',
    },
    demande: {
      titre: 'Ne istiyorsunuz',
      texte:
        'Burada yazılı resmî işler için burada yazılı işlemleri sizin adınıza yapma görevini kuruluşa veriyorsunuz, kuruluş da bunu kabul ediyor. Bu, Fransız Medeni Kanunu’nun 1984. ve sonraki maddelerindeki anlamıyla bir vekâlettir. Bu işleri internette kendiniz yapamadığınızda ya da yapmak istemediğinizde, yapılmalarını sağlar.',
      seules: 'Bu resmî işler ve yalnızca bunlar:',
      peuvent: 'Arzuhalciler şunları yapabilir:',
      sauf: '**Şunlar dışında:**',
      uneFois: 'Şu işlem başarıyla yapılır yapılmaz vekâletin bu bölümü biter: “{acte}”.',
      gardes: '**Bu vekâlet varken de kendinizin yapacağı işlemler:**',
      argent:
        'Bir ödemeden ya da banka hesabı değişikliğinden önce, tutarı ya da numarayı arzuhalciyle birlikte kontrol edersiniz. Arzuhalci ikisini de saklamaz.',
      prive:
        'Bu iş sağlığınızla ya da özel hayatınızla ilgili olabilir. Bu bilgiler başka hiçbir şey için kullanılmaz.',
      prives:
        'Sağlığınızla ya da özel hayatınızla ilgili olabilecek işler: {demarches}. Bu bilgiler başka hiçbir şey için kullanılmaz.',
      rien: '**Onayınız olmadan başka hiçbir şey yapılamaz.** Fazladan her iş ya da işlem için yeni bir vekâlet gerekir. Hiçbir arzuhalci sizden para isteyemez.',
    },
    duree: {
      titre: 'Ne zamana kadar',
      aVenir: 'Vekâletin süresi imza gününden başlayarak {duree}. Son gün bütünüyle sayılır.',
      ferme: 'Vekâletin süresi {duree}. Başlangıç günü: {du}. Son günü: {fin}. Bu gün bütünüyle sayılır.',
      arret:
        '**Vekâleti istediğiniz zaman durdurabilirsiniz**: tamamını ya da tek bir işi, neden göstermeden ve ücret ödemeden (Fransız Medeni Kanunu, madde 2004). Bunu gişede, telefonla, mektupla, e-postayla ya da durdurma kodunuzla yapabilirsiniz. Bu, yardım almanıza engel olmaz: o zaman işler sizinle birlikte yapılır.',
      plusTot: 'Vekâlet şu durumlarda daha erken biter:',
      faites: 'istenen işler yapıldığında;',
      remplace: 'yeni bir vekâlet aynı işlemleri kapsadığında;',
      renonce: 'kuruluş, size yeterince önceden haber vererek vekâletten çekilirse;',
      protection: 'ölüm hâlinde ya da bir koruma kararıyla size bir temsilci verilirse;',
      majorite: '18 yaşınızı doldurduğunuz gün;',
      nonRegularise: 'sözlü onay zamanında imzalanmazsa;',
      structure: 'kuruluş ortadan kalkarsa ya da yerini başka bir kuruluşa bırakırsa.',
    },
    accord: {
      titre: 'Onayınızı nasıl verdiniz',
      distance: 'Onayınızı {mode} veriyorsunuz.',
      oral: 'Onayınızı sözlü olarak, {mode} veriyorsunuz. Bu onayın daha sonra imzalanması gerekir. O zamana kadar arzuhalciler yalnızca şunları yapabilir:',
      limite: 'İmza için son gün: {limite}. O güne kadar imza atılmazsa vekâlet biter.',
      limiteAVenir: 'İmza için süre {duree}. Bu sürede imza atılmazsa vekâlet biter.',
      neSaitSigner:
        'İmza atmayı bilmiyorsunuz ya da imza atamıyorsunuz. Metin size tanıkların önünde yüksek sesle okunur; tanıklar imza atar.',
      interprete: 'Metni size çeviren: {interprete}.',
    },
    structure: {
      titre: 'Kuruluşun verdiği sözler',
      limites: 'yalnızca burada yazılı işlemleri özenle, yalnızca sizin yararınıza ve ücretsiz yapmak;',
      relire: 'hassas bir işi göndermeden önce özeti size bir kez daha okumak ve onayınızı almak;',
      compte:
        'yapılanların hesabını size vermek ve makbuzları size teslim etmek (Fransız Medeni Kanunu, madde 1993);',
      secrets: 'şifrelerinizi, kodlarınızı ve ödeme araçlarınızı saklamamak;',
      discretion: 'durumunuzu, bilmesi gerekmeyen kimseye söylememek;',
      habilites: 'bu işleri yalnızca kendisinin yetki verdiği dijital arzuhalcilere bırakmak.',
    },
    vous: {
      titre: 'Sizin verdiğiniz sözler',
      vrai: 'doğru ve tam bilgi vermek: bildirilen her şey sizin adınıza bildirilir;',
      change: 'durumunuzda değişen ve bu işler için önemli olan şeyleri söylemek.',
    },
    capacite: 'Hukuki ehliyetiniz',
    moyens: {
      titre: 'İşler nasıl yapılır',
      texte:
        'Kuruluş kendi cihazlarını, ilgili kurumların sitelerini ve gerekirse telefonu, mektubu ya da gişeyi kullanır. Yapabildiğiniz her seferde giriş bilgilerinizi kendiniz yazarsınız.',
    },
    donnees: {
      titre: 'Kişisel bilgileriniz',
      usage:
        'Bilgileriniz bu işleri yapmak ve bunların kanıtını saklamak için kullanılır, başka hiçbir şey için kullanılmaz. Bu bilgiler gereklidir: onlar olmadan iş yapılamaz. Bilgiler bu işlerle görevli kurumlara gider, başka kimseye gitmez.',
      droits:
        'Bilgilerinizi görmeyi, düzelttirmeyi, sildirmeyi ya da kullanımlarının sınırlanmasını isteyebilir, kullanılmalarına karşı çıkabilirsiniz.',
      ecrire: 'Yazacağınız adres: {contact}.',
      demander: 'Bunu kuruluştan isteyin.',
      cnil: 'Anlaşmazlık olursa, kişisel verileri koruyan Fransız kurumuna (CNIL) başvurabilirsiniz: {cnil}. Bilgilerinizin ne kadar süre saklandığı bilgilendirme notunda yazar.',
    },
    langue: {
      titre: 'Vekâletin dili',
      texte: 'Yalnızca Fransızca metin bağlayıcıdır. Çeviri varsa, anlamaya yardım eder.',
    },
    signatures: {
      titre: 'İmzalar',
      reformulation:
        'İmzalamadan önce, ne yapılacağını kendi sözlerinizle söylediniz. Bir nüsha sizin, bir nüsha kuruluşundur.',
      faitA: 'Düzenlendiği yer ve tarih: {lieu}, {date}.',
      fait: 'Düzenlendiği tarih: {date}.',
    },
  },

  simple: {
    titre: 'Vekâletiniz',
    nous: {
      titre: 'Biz kimiz',
      metier: 'İnternetten yapılan resmî işlere yardım ediyoruz.',
      trouver: 'Bize ulaşmak için:',
      ecrivains: 'Size yardım eden kişiler:',
      collegue: 'Yetkili bir iş arkadaşımız da size yardım edebilir.',
    },
    vous: {
      titre: 'Siz kimsiniz',
      constituant: 'Sizin yerinize karar veren ve imzalayan kişi:',
      curateur: 'Sizinle birlikte imzalayan kişi:',
    },
    demande: {
      titre: 'Ne istiyorsunuz',
      agir: 'Bizden sizin yerinize işlem yapmamızı istiyorsunuz.',
      mandat: 'Bu anlaşmaya vekâlet (mandat) denir.',
      gratuit: 'Ücretsizdir.',
      seules: 'Yalnızca bu işler, başkaları değil:',
      pouvons: 'Şunları yapabiliriz:',
      sauf: '**Şunları yapamayız:**',
      gardes: '**Şunları kendiniz yaparsınız:**',
      argent: 'Tutarı ya da hesabı sizinle birlikte kontrol ederiz.',
      uneFois: 'Bu yapılınca vekâletin bu bölümü biter.',
      rien: '**Onayınız olmadan başka hiçbir şey yapmayız.**',
    },
    promesse: {
      titre: 'Ne söz veriyorsunuz',
      vrai: 'Doğru bilgi verirsiniz.',
      change: 'Bir şey değişirse bize söylersiniz.',
    },
    protection: {
      titre: 'Sizi neler korur',
      relire: 'Önemli bir şeyi göndermeden önce sizinle yeniden okuruz.',
      compte: 'Ne yaptığımızı size söyleriz.',
      secrets: 'Şifrelerinizi asla saklamayız.',
      discretion: 'Hayatınızla ilgili sırları saklarız.',
      usage: 'Bilgileriniz yalnızca bu işler için kullanılır.',
      voir: 'Bilgilerinizi görmek isteyebilirsiniz.',
      corriger: 'Düzeltilmelerini ya da silinmelerini isteyebilirsiniz.',
    },
    duree: {
      titre: 'Ne zamana kadar',
      dure: 'Vekâletin süresi {duree}.',
      commence: 'İmzaladığınız gün başlar.',
      fin: 'Son gün: {fin}.',
      apres: 'Bu günden sonra sizin yerinize artık işlem yapmayız.',
      majorite: '18 yaşınızı doldurduğunuz gün de vekâlet biter.',
    },
    accord: {
      titre: 'Onayınız',
      distance: 'Onayınızı {mode} veriyorsunuz.',
      oral: 'Onayınızı sözlü olarak, {mode} veriyorsunuz.',
      signer: 'Ayrıca imzalamanız gerekiyor.',
      attente: 'İmzadan önce yalnızca şunları yapabiliriz:',
      limite: 'İmza için son gün: {limite}.',
      limiteAVenir: 'İmzalamak için süreniz {duree}.',
      sinon: 'İmza olmazsa vekâlet biter.',
      neSaitSigner: 'İmza atamıyorsunuz. Tanıklar bunu belirtmek için imza atar.',
      lu: 'Metin size onların önünde yüksek sesle okunur.',
      interprete: 'Sizin için çeviren: {interprete}.',
    },
    arret: {
      titre: 'Durdurabilirsiniz',
      quand: 'İstediğiniz zaman durdurabilirsiniz.',
      partie: 'Her şeyi ya da tek bir işi durdurabilirsiniz.',
      raison: 'Nedenini söylemek zorunda değilsiniz.',
      comment: 'Bize gelin, telefon edin ya da yazın.',
      encore: 'Size yine yanınızda yardım ederiz.',
    },
    signatures: {
      titre: 'İmzanız',
      reformulation: 'Ne yapılacağını kendi sözlerinizle söylediniz.',
      francais: 'Yalnızca Fransızca metin geçerlidir.',
      exemplaires: 'Bu metin sizde kalır, bizde de kalır.',
      lieu: 'Yer: {lieu}',
      date: 'Tarih: {date}',
    },
  },
};
