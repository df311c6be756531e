"""What the columns of other programs are called, in the languages shops write in. Data only; `headers` reads it.

Spellings are given as people write them; case, accents, hyphens and punctuation do not count. Words for the place
(home, work, other) and numbers (Phone 2) are taken off before a heading is looked up here.
"""

from __future__ import annotations

from enum import StrEnum


class Meaning(StrEnum):
    """What a column holds."""

    NAME = "name"
    FIRST = "first name"
    MIDDLE = "middle name"
    LAST = "last name"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    CALL_NAME = "call name"
    OWN_SCRIPT = "own script"
    SAY = "how to say it"
    PRONOUNS = "pronouns"
    PHONE = "phone"
    MOBILE = "mobile"
    FAX = "fax"
    EMAIL = "email"
    CHAT = "chat"
    ADDRESS = "address"
    STREET = "street"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    BIRTHDAY = "birthday"
    BIRTH_DAY = "day of birth"
    BIRTH_MONTH = "month of birth"
    BIRTH_YEAR = "year of birth"
    ANNIVERSARY = "anniversary"
    NOTE = "note"
    TAGS = "tags"
    CARD_NUMBER = "card number"
    OUTSIDE_ID = "identity elsewhere"
    USUAL = "usual"
    CONSENT_EMAIL = "consent to e-mail"
    CONSENT_TEXT = "consent to texts"
    CONSENT_CHAT = "consent to chat"
    NO_EMAIL = "no e-mail"
    LEFT_AT = "unsubscribed at"
    LABEL = "label of what follows"
    VALUE = "value of a labelled column"
    SILENT = "of no use here"
    NEVER = "never to be kept"
    KEEP = "kept in a note"
    OWN = "own field"
    # visits only
    CUSTOMER = "customer"
    WHEN = "date and time"
    DATE = "date"
    TIME = "time of day"
    ITEM = "item"
    QUANTITY = "quantity"
    PRICE = "price"


PEOPLE = {
    Meaning.NAME: """
        name|full name|fullname|display name|contact|contact name|customer|customer name|customers|client
        |client name|member|member name|guest|guest name|person|people|who|regular|regulars|Anzeigename
        |vollständiger Name|Kunde|Kunden|Kundenname|Kundin|Kontakt|Name und Vorname|Vor- und Nachname|nom
        |nom complet|nom à afficher|nom et prénom|nom du client|client·e|nombre|nombre completo
        |nombre y apellidos|cliente|nome|nome completo|nome e cognome|cognome e nome|nominativo|naam
        |volledige naam|klant|klantnaam|imię i nazwisko|nazwa|klient|navn|fullt navn|namn|kund|nimi|asiakas
        |jméno|jméno a příjmení|zákazník|ad soyad|adı soyadı|isim|müşteri|имя|ФИО|клиент|ім'я|姓名|名前|氏名
        |お名前|客户|顧客名|이름|성명|고객명|όνομα|ονοματεπώνυμο|الاسم|שם|ชื่อ|tên|họ tên|họ và tên""",
    Meaning.FIRST: """
        first name|firstname|first names|first|given name|given names|givenname|given|forename|fname|Vorname
        |Vornamen|prénom|prénoms|nombre de pila|primer nombre|nome proprio|primo nome|primeiro nome|voornaam
        |voornamen|imię|förnamn|fornavn|etunimi|křestní jméno|adı|ad|名|الاسم الأول|שם פרטי""",
    Meaning.MIDDLE: """
        middle name|middle|additional name|weitere Vornamen|zweiter Vorname|deuxième prénom|segundo nombre
        |secondo nome|tussenvoegsel|drugie imię|отчество""",
    Meaning.LAST: """
        last name|lastname|last|surname|family name|familyname|family|lname|Nachname|Familienname|Zuname
        |nom de famille|apellido|apellidos|cognome|sobrenome|apelido|achternaam|nazwisko|efternamn|etternavn
        |efternavn|sukunimi|příjmení|soyad|soyadı|soyisim|фамилия|прізвище|姓|επώνυμο|اسم العائلة|שם משפחה""",
    Meaning.PREFIX: "title|prefix|name prefix|salutation|Anrede|Titel|titre|civilité|tratamiento|titolo|aanhef",
    Meaning.SUFFIX: "suffix|name suffix|suffixe|Namenszusatz|sufijo",
    Meaning.CALL_NAME: """
        nickname|nick name|nick|call name|call me|known as|preferred name|goes by|short name|Spitzname|Rufname
        |surnom|apodo|soprannome|roepnaam|przydomek|smeknamn|tilltalsnamn|kallenavn|lempinimi|přezdívka|takma ad
        |прозвище|昵称|ニックネーム|별명""",
    Meaning.OWN_SCRIPT: "own script|name in own script|native name|native script|original name|kanji|漢字",
    Meaning.SAY: """
        how to say|how to say it|say|pronunciation|pronounced|phonetic name|phonetic first name
        |phonetic last name|yomi name|given yomi|surname yomi|given name yomi|family name yomi|furigana|ふりがな
        |フリガナ|Aussprache|prononciation|pronunciación|pronuncia|uitspraak|prénom yomi|nom yomi""",
    Meaning.PRONOUNS: "pronouns|pronoun|Pronomen|pronoms|pronombres|pronomi|voornaamwoorden|zaimki",
    Meaning.PHONE: """
        phone|phone number|phone no|phonenumber|phone value|telephone|telephone number|tel|tel no|tel nr
        |landline|contact number|contact phone|primary phone|main phone|callback|car phone|radio phone|isdn
        |company main phone|Telefon|Telefonnummer|Tel dienstlich|Festnetz|Haupttelefon|Rufnummer|Rückmeldung
        |Autotelefon|Telefon Firma|téléphone|numéro de téléphone|n° de téléphone|téléphone principal
        |téléphone fixe|téléphone société|téléphone voiture|tél professionnel|rnis|rappel|teléfono
        |número de teléfono|telefono|numero di telefono|recapito|telefone|telefoon|telefoonnummer|numer telefonu
        |nr telefonu|telefonnummer|telefonnr|puhelin|puhelinnumero|telefonní číslo|телефон|номер телефона|电话
        |电话号码|電話|電話番号|전화|전화번호|τηλέφωνο|الهاتف|رقم الهاتف|טלפון|โทรศัพท์|điện thoại|số điện thoại
        |address phone""",
    Meaning.MOBILE: """
        mobile|mobile phone|mobile number|mobile no|cell|cell phone|cellphone|cellular|cell number|sms|sms phone
        |Handy|Handynummer|Mobil|Mobiltelefon|Mobilnummer|Mobil Tel Nr|Mobilfunk|portable|tél mobile
        |téléphone mobile|téléphone portable|numéro de portable|gsm|móvil|teléfono móvil|celular|cellulare
        |telemóvel|mobiel|mobiele telefoon|mobiel nummer|komórka|telefon komórkowy|mobilnr|mobiltlf|matkapuhelin
        |mobilní telefon|cep telefonu|cep|мобильный|мобильный телефон|手机|手机号|手机号码|携帯|携帯電話|휴대폰
        |휴대전화|κινητό|جوال|whatsapp|whatsapp number""",
    Meaning.FAX: """
        fax|fax number|telefax|Faxnummer|Fax Nummer|télécopie|numéro de fax|pager|pager number|Pager Nummer
        |récepteur de radiomessagerie|telex|tty tdd phone|Telefon für Hörbehinderte""",
    Meaning.EMAIL: """
        email|emails|email address|email addresses|mail|mail address|email value|email id|primary email
        |secondary email|Emailadresse|E-Mail Adresse|Mailadresse|primäre E-Mail Adresse|sekundäre E-Mail Adresse
        |adresse email|adresse mail|adresse de messagerie|adresse de courrier|adresse électronique
        |adresse électronique principale|adresse électronique secondaire|courriel|mél|correo|correo electrónico
        |dirección de correo|dirección de correo electrónico|posta elettronica|indirizzo email
        |indirizzo di posta elettronica|endereço de email|emailadres|mailadres|adres email|adres mail|epost
        |epostadress|epostadresse|epostadr|sähköposti|sähköpostiosoite|eposta|почта|электронная почта
        |электронная пошта|эл почта|邮箱|电子邮件|电子邮箱|メール|メールアドレス|이메일|ηλεκτρονικό ταχυδρομείο
        |البريد الإلكتروني|דואל|อีเมล|customer email""",
    Meaning.CHAT: "imaddress|im address|screen name|instant messaging|skype|telegram|wechat|Messenger Name|signal",
    Meaning.ADDRESS: """
        address|full address|postal address|mailing address|address formatted|Adresse|Anschrift|Postanschrift
        |adresse postale|adresse privée|adresse professionnelle|dirección|dirección postal|domicilio|indirizzo
        |endereço|morada|adres|adress|postadress|osoite|adresa|адрес|地址|住所|주소|διεύθυνση|العنوان|כתובת
        |ที่อยู่|địa chỉ""",
    Meaning.STREET: """
        street|street address|street name|address line|address street|address1|address2|address3
        |extended address|address extended address|po box|address po box|street po box|Straße
        |Straße und Hausnummer|Straße Nr|Hausnummer|Postfach|rue|calle|via|rua|straat|huisnummer|ulica|gata
        |gatuadress|gateadresse|katuosoite|улица|街道|address address1|address address2""",
    Meaning.CITY: """
        city|town|city town|locality|suburb|address city|Ort|Stadt|Wohnort|ville|commune|ciudad|localidad
        |población|città|comune|località|cidade|plaats|woonplaats|miasto|miejscowość|stad|postort|poststed
        |kaupunki|město|obec|şehir|город|місто|城市|市区町村|도시|πόλη|المدينة|עיר""",
    Meaning.REGION: """
        state|region|province|county|state province|province code|address region|Bundesland|Kanton
        |Bundesland Kanton|département|dép région|région|provincia|estado|województwo|provincie|län|fylke
        |область|省|都道府県|address province code|address province""",
    Meaning.POSTCODE: """
        postcode|post code|postal code|postalcode|zip|zip code|zipcode|address postal code|PLZ|Postleitzahl
        |code postal|código postal|cp|cap|kod pocztowy|postnummer|postnr|postinumero|psč|posta kodu|индекс
        |почтовый индекс|邮编|邮政编码|郵便番号|우편번호|address zip|address postcode""",
    Meaning.COUNTRY: """
        country|country region|country code|address country|Land|Land Region|Staat|pays|pays région|país|paese
        |nazione|kraj|maa|země|ülke|страна|країна|国家|国|국가|χώρα|address country code""",
    Meaning.BIRTHDAY: """
        birthday|birthdate|birth date|date of birth|dob|d o b|bday|born|born on|Geburtstag|Geburtsdatum|geb
        |geb am|geboren|geboren am|anniversaire|date de naissance|naissance|né le|cumpleaños|fecha de nacimiento
        |nacimiento|compleanno|data di nascita|aniversário|data de nascimento|nascimento|verjaardag
        |geboortedatum|geboortedag|urodziny|data urodzenia|födelsedag|födelsedatum|fødselsdag|fødselsdato
        |syntymäpäivä|syntymäaika|narozeniny|datum narození|doğum günü|doğum tarihi|день рождения|дата рождения
        |день народження|生日|出生日期|誕生日|生年月日|생일|생년월일|γενέθλια|ημερομηνία γέννησης|تاريخ الميلاد
        |תאריך לידה|ngày sinh""",
    Meaning.BIRTH_DAY: "birth day|day of birth|birthday day|jour|jour de naissance|birthday d",
    Meaning.BIRTH_MONTH: "birth month|month of birth|birthday month|Geburtsmonat|mois|mois de naissance",
    Meaning.BIRTH_YEAR: "birth year|year of birth|birthday year|Geburtsjahr|Jahrgang|année de naissance|geboortejaar",
    Meaning.ANNIVERSARY: """
        anniversary|wedding anniversary|Jahrestag|Hochzeitstag|anniversaire de mariage ou fête
        |aniversario de boda""",
    Meaning.NOTE: """
        note|notes|customer note|memo|comment|comments|remark|remarks|Notiz|Notizen|Bemerkung|Bemerkungen
        |Anmerkung|Anmerkungen|Kommentar|Kommentare|remarque|remarques|commentaire|commentaires|nota|notas
        |observaciones|comentarios|annotazioni|osservazioni|observações|opmerking|opmerkingen|notitie|notities
        |uwagi|notatka|notatki|anteckning|anteckningar|merknad|merknader|bemærkninger|muistiinpanot|poznámka
        |poznámky|notlar|заметки|заметка|примечание|комментарий|备注|備考|メモ|메모|비고|σημειώσεις|ملاحظات
        |הערות""",
    Meaning.TAGS: """
        tag|tags|labels|categories|category|group|groups|group membership|keywords|segment|segments|Kategorie
        |Kategorien|Gruppe|Gruppen|Schlagwort|Schlagworte|Stichworte|catégorie|catégories|étiquettes|groupes
        |etiqueta|etiquetas|categorías|etichette|categorie|groepen|kategorie|grupy|kategorier|теги|标签|タグ
        |태그""",
    Meaning.CARD_NUMBER: """
        card|card number|card no|card id|cardnumber|loyalty|loyalty no|loyalty number|loyalty id|loyalty card
        |loyalty card number|loyalty card no|membership number|membership no|membership id|member number
        |member no|member id|customer card|rewards number|household|household id|Kundenkarte|Kundenkartennummer
        |Kartennummer|Karten Nr|Stammkarte|carte|carte de fidélité|numéro de carte|n° de carte|tarjeta
        |número de tarjeta|tarjeta de fidelidad|tessera|numero tessera|carta fedeltà|cartão|klantenkaart
        |pasnummer|kaartnummer|numer karty|karta|kortnummer|kundekort|карта|номер карты|会员卡号|会員番号
        |회원번호""",
    Meaning.OUTSIDE_ID: """
        id|uid|uuid|guid|customer id|customerid|client id|contact id|external id|reference id|square customer id
        |customer number|customer no|client number|Kundennummer|Kunden Nr|Kundennr|numéro client|n° client
        |código de cliente|número de cliente|codice cliente|klantnummer|numer klienta|kundnummer|kundenr""",
    Meaning.USUAL: """
        usual|the usual|usual order|usual drink|fav drink|favourite drink|favorite drink|favourite order
        |favorite order|favourite|favorite|fav flowers|favourite flowers|favorite flowers|favourite flower
        |favorite flower|usual flowers|usual bouquet|usual cut|usual treatment|usual style|fav coffee
        |favourite coffee|favorite coffee|favourite wine|favorite wine|Lieblingsblumen|Lieblingswein
        |fleurs préférées|flores favoritas|fiori preferiti|Lieblingsgetränk|Stammbestellung|das Übliche|wie immer
        |boisson préférée|commande habituelle|comme d'habitude|bebida favorita|lo de siempre|il solito
        |o de sempre|het gebruikelijke""",
    Meaning.CONSENT_EMAIL: """
        accepts email marketing|accepts marketing|email subscription status|email marketing
        |email marketing consent|email marketing status|email consent|consent email|consent|marketing consent
        |gdpr consent|newsletter|newsletter opt in|subscribed|subscription|subscription status|opt in|optin
        |email opt in|email optin|marketing opt in|mailing list|mailing lists|receives emails
        |Newsletter abonniert|Einwilligung|Werbung erlaubt|Werbeeinwilligung|Einwilligung E-Mail|abonné
        |abonné newsletter|infolettre|consentement|boletín|suscrito|consentimiento|iscritto
        |iscritto alla newsletter|consenso|nieuwsbrief|toestemming|zgoda|nyhetsbrev|nyhedsbrev|uutiskirje""",
    Meaning.CONSENT_TEXT: """
        accepts sms marketing|sms marketing|sms consent|sms opt in|sms optin|sms subscription status
        |text consent|accepts texts|consent sms|consent text|text marketing""",
    Meaning.CONSENT_CHAT: "accepts whatsapp marketing|whatsapp consent|whatsapp opt in",
    Meaning.NO_EMAIL: """
        do not email|donotemail|dont email|no email|unsubscribed|opted out|opt out|email opt out|email optout
        |blocklisted|blacklisted|bounced|has opted out of email|keine Werbung|abgemeldet|désabonné|désinscrit
        |no enviar correo""",
    Meaning.LEFT_AT: """
        unsub time|unsubscribed at|unsubscribe date|unsubscribe time|unsubscribed on|opt out time|opt out date
        |clean time|optout time""",
    Meaning.LABEL: """
        email label|phone label|address label|website label|event label|relation label|custom field label
        |phone type|address type|website type|event type|relation type|custom field type""",
    Meaning.VALUE: "event value|relation value|custom field value|website value",
    Meaning.SILENT: """
        email type|email display name|file as|initials|photo|gender|geschlecht|sexe|sensitivity|priority|private
        |directory server|mileage|billing information|internet free busy|account|optin ip|confirm ip|latitude
        |longitude|gmtoff|dstoff|timezone|cc|last changed|leid|euid|member rating|confirm time|optin time
        |creation source|instant profile|tax exempt|blocked from online booking|attributes|unsub campaign title
        |unsub campaign id|clean campaign title|clean campaign id|e-mail-typ|e-mail: angezeigter name
        |type de messagerie|nom complet de l'adresse de messagerie|organization type|organization symbol
        |organization yomi name|company yomi|user photo|row|row number|nr|no|lfd nr|index|line
        |phonetic middle name|additional name yomi|middle name yomi|why it was left out""",
    Meaning.NEVER: """
        government id number|government id|national id|passport|passport number|ssn|social security number
        |tax id|password|passwort|mot de passe|contraseña|pin|pin code|credit card|credit card number|card cvv
        |cvv|cvc|Kreditkarte|Kreditkartennummer|carte de crédit|carte bancaire|numéro de carte de crédit
        |tarjeta de crédito|no tarjeta de crédito|número de tarjeta de crédito|carta di credito|iban
        |bank account|bank account number|Kontonummer|Sozialversicherungsnummer|Personalausweis|dni|nif
        |codice fiscale|pesel|personnummer|bsn""",
}

VISITS = {
    Meaning.CUSTOMER: """
        customer|customer id|customer number|customer no|client|client id|client number|customer ref|member
        |guest|who|Kunde|Kundennummer|Kunden Nr|client id|numéro client|cliente|id cliente|klant|klantnummer
        |klient|kund|asiakas|zákazník|müşteri|клиент|客户|顧客|고객|id|user|user id|buyer|shopper|person""",
    Meaning.WHEN: """
        when|datetime|date time|date and time|date/time|timestamp|time stamp|moment|visited|visited at|visit
        |visit time|visit date|visit datetime|created|created at|ordered at|order time|order date|order datetime
        |purchased at|purchase date|purchase time|transaction timestamp|transaction time|transaction date
        |transaction datetime|invoice date|sale date|sold at|paid at|processed at|Zeitpunkt|Datum und Uhrzeit
        |Datum Uhrzeit|Kaufdatum|Bestelldatum|Zeitstempel|date et heure|horodatage|date d'achat|fecha y hora
        |fecha de compra|data e ora|data e hora|datum en tijd|data i godzina|дата и время|日時|日期时间|at""",
    Meaning.DATE: "date|day|Datum|Tag|jour|fecha|data|dato|päivä|tarih|дата|日期|日付|날짜|ημερομηνία|التاريخ|תאריך",
    Meaning.TIME: """
        time|time of day|hour|clock|Uhrzeit|Zeit|heure|hora|ora|tijd|godzina|tid|klockslag|aika|čas|saat|время
        |时间|時刻|시간|ώρα|الوقت|שעה""",
    Meaning.ITEM: """
        item|items|product|product name|product type|item name|line item|lineitem name|article|description|order
        |had|sku|service|what|bought|Artikel|Produkt|Ware|Leistung|Bezeichnung|Bestellung|Artikelbezeichnung
        |article|produit|désignation|libellé|prestation|producto|artículo|concepto|prodotto|articolo|produto
        |produkt|vare|vara|tuote|zboží|ürün|товар|продукт|商品|品名|상품|προϊόν|المنتج|מוצר""",
    Meaning.QUANTITY: """
        quantity|qty|count|number of items|units|amount ordered|lineitem quantity|Menge|Anzahl|Stück|quantité
        |qté|cantidad|quantità|quantidade|aantal|ilość|antal|antall|määrä|množství|adet|количество|数量|수량
        |ποσότητα""",
    Meaning.PRICE: """
        price|amount|total|line total|sales value|value|sum|cost|paid|net sales|gross sales|unit price
        |lineitem price|Preis|Betrag|Summe|Umsatz|prix|montant|precio|importe|prezzo|importo|preço|valor|prijs
        |bedrag|cena|kwota|pris|belopp|beløb|hinta|fiyat|tutar|цена|сумма|价格|金额|価格|金額|가격|금액|τιμή""",
}

HOME = """
    home privat private prive privee personal domicile casa particular personale domowy prywatny thuis hem hjem
"""
WORK = """
    work business office geschaftlich geschaeftlich dienstlich bureau professionnel professionnelle trabajo empresa
    ufficio lavoro sluzbowy praca zakelijk werk arbete arbeid
"""
OTHER = """
    other weitere weiterer weiteres weiteren andere autre otro otra altro altra overig overige inny inne annan annet
"""
FILLING = """
    customer customers client kunde kunden contact member guest default mailing shipping billing delivery primary
    secondary main the your their r e
"""
