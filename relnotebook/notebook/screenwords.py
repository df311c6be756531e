"""The fixed words of the customer screen in nine languages, each with the polite address of its language. Pure.

Customers read them, so they do not follow the language of the program.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What the customer screen says in one language.

    Attributes:
        name: of the language, in itself.
        faces: in the order of the screen, from wonderful (5) to really bad (1).
        one_tap: below a question. good, so_so, bad: headline of the second page, by the face; fits: below it.
        choose: below a question with choices. least, most: the two ends of 0 to 10.
        own_words: in the empty field for words.
        still_there: with {n} seconds, in the countdown; here: its button, which stops it.
        your_name, reply, only_to_answer: the two fields and the line below them.
        idea, idea_title, idea_field: the button to the page for an idea, its headline, its field.
        nothing: when no question is asked just now. start: the button back to the first page.
        language: what the button for languages does. page: "Page {n} of {of}", for those who listen.
        ask_visit, ask_friend, ask_more: questions a shop may begin with.
    """

    name: str
    faces: tuple[str, str, str, str, str]
    one_tap: str
    good: str
    so_so: str
    bad: str
    fits: str
    choose: str
    least: str
    most: str
    own_words: str
    skip: str
    back: str
    next: str
    send: str
    thanks: str
    still_there: str
    here: str
    your_name: str
    reply: str
    only_to_answer: str
    idea: str
    idea_title: str
    idea_field: str
    nothing: str
    start: str
    language: str
    page: str
    ask_visit: str
    ask_friend: str
    ask_more: str


LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk")


def say(language: str) -> Words:
    """The words of a language ("de", "de-AT"); English for one that is not here."""
    return _WORDS.get(language, _WORDS.get(language.replace("_", "-").partition("-")[0].lower(), _WORDS["en"]))


def face(language: str, score: int) -> str:
    """The word below a face: 5 "Wonderful" to 1 "Really bad"."""
    return say(language).faces[5 - score]


def starter(kind: str, language: str) -> str:
    """A question to begin with, by kind of survey: "How was your visit today?"; "" for choices."""
    words = say(language)
    return {"faces": words.ask_visit, "nps": words.ask_friend, "words": words.ask_more}.get(kind, "")


def translated(question: str, language: str) -> str:
    """One of our own questions in another language; "" for a question that the shop wrote itself."""
    for words in _WORDS.values():
        for field in ("ask_visit", "ask_friend", "ask_more"):
            if getattr(words, field) == question:
                return str(getattr(say(language), field))
    return ""


_WORDS = {
    "en": Words(
        name="English",
        faces=("Wonderful", "Good", "So-so", "Not good", "Really bad"),
        one_tap="One tap is enough. No name needed.",
        good="What made it good?",
        so_so="What could be better?",
        bad="What went wrong?",
        fits="Tap what fits, or tell us in your own words.",
        choose="Tap one.",
        least="Not at all likely",
        most="Very likely",
        own_words="In your own words",
        skip="Skip",
        back="Back",
        next="Next",
        send="Send it",
        thanks="Thank you. We read every one.",
        still_there="Still there? Starting again in {n} s.",
        here="I am still here",
        your_name="Your name, if you like",
        reply="Phone or e-mail, if you want a reply",
        only_to_answer="We use it only to answer you. No mailings, unless you ask.",
        idea="I have an idea",
        idea_title="What should we try?",
        idea_field="Your idea",
        nothing="Good to have you here.",
        start="Back to the start",
        language="Choose a language",
        page="Page {n} of {of}",
        ask_visit="How was your visit today?",
        ask_friend="How likely are you to recommend us to a friend?",
        ask_more="What would you like to tell us?",
    ),
    "de": Words(
        name="Deutsch",
        faces=("Wunderbar", "Gut", "Geht so", "Nicht gut", "Richtig schlecht"),
        one_tap="Einmal tippen genügt. Ganz ohne Namen.",
        good="Was hat Ihnen gefallen?",
        so_so="Was können wir besser machen?",
        bad="Was ist schiefgelaufen?",
        fits="Tippen Sie an, was passt, oder sagen Sie es in eigenen Worten.",
        choose="Bitte eines antippen.",
        least="Sehr unwahrscheinlich",
        most="Sehr wahrscheinlich",
        own_words="In Ihren eigenen Worten",
        skip="Überspringen",
        back="Zurück",
        next="Weiter",
        send="Abschicken",
        thanks="Vielen Dank. Wir lesen jede Antwort.",
        still_there="Sind Sie noch da? In {n} s geht es von vorn los.",
        here="Ich bin noch da",
        your_name="Ihr Name, wenn Sie mögen",
        reply="Telefon oder E-Mail für eine Antwort",
        only_to_answer="Wir nutzen es nur, um Ihnen zu antworten. Keine Werbung, außer Sie wünschen es.",
        idea="Ich habe eine Idee",
        idea_title="Was sollen wir ausprobieren?",
        idea_field="Ihre Idee",
        nothing="Schön, dass Sie da sind.",
        start="Zum Anfang",
        language="Sprache wählen",
        page="Seite {n} von {of}",
        ask_visit="Wie war Ihr Besuch heute?",
        ask_friend="Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
        ask_more="Was möchten Sie uns sagen?",
    ),
    "fr": Words(
        name="Français",
        faces=("Formidable", "Bien", "Moyen", "Pas bien", "Vraiment mal"),
        one_tap="Un seul geste suffit. Sans donner votre nom.",
        good="Qu’est-ce qui vous a plu ?",
        so_so="Que pourrions-nous améliorer ?",
        bad="Qu’est-ce qui n’a pas été ?",
        fits="Touchez ce qui convient, ou dites-le avec vos mots.",
        choose="Touchez une réponse.",
        least="Pas du tout probable",
        most="Très probable",
        own_words="Avec vos propres mots",
        skip="Passer",
        back="Retour",
        next="Suivant",
        send="Envoyer",
        thanks="Merci. Nous lisons chaque réponse.",
        still_there="Êtes-vous toujours là ? Retour au début dans {n} s.",
        here="Je suis toujours là",
        your_name="Votre nom, si vous le souhaitez",
        reply="Téléphone ou e-mail, pour une réponse",
        only_to_answer="Uniquement pour vous répondre. Aucune publicité, sauf si vous en demandez.",
        idea="J’ai une idée",
        idea_title="Que devrions-nous essayer ?",
        idea_field="Votre idée",
        nothing="Bienvenue chez nous.",
        start="Revenir au début",
        language="Choisir la langue",
        page="Page {n} sur {of}",
        ask_visit="Comment s’est passée votre visite aujourd’hui ?",
        ask_friend="Quelle est la probabilité que vous nous recommandiez à un proche ?",
        ask_more="Que souhaitez-vous nous dire ?",
    ),
    "es": Words(
        name="Español",
        faces=("Muy bien", "Bien", "Regular", "Mal", "Muy mal"),
        one_tap="Basta con un toque. Sin dar su nombre.",
        good="¿Qué le ha gustado?",
        so_so="¿Qué podríamos mejorar?",
        bad="¿Qué ha fallado?",
        fits="Toque lo que corresponda o cuéntenoslo con sus palabras.",
        choose="Toque una opción.",
        least="Nada probable",
        most="Muy probable",
        own_words="Con sus propias palabras",
        skip="Omitir",
        back="Atrás",
        next="Siguiente",
        send="Enviar",
        thanks="Gracias. Leemos todas las respuestas.",
        still_there="¿Sigue ahí? Volvemos al principio en {n} s.",
        here="Sigo aquí",
        your_name="Su nombre, si lo desea",
        reply="Teléfono o correo, para responderle",
        only_to_answer="Los usamos solo para responderle. Sin publicidad, salvo que la pida.",
        idea="Tengo una idea",
        idea_title="¿Qué deberíamos probar?",
        idea_field="Su idea",
        nothing="Nos alegra su visita.",
        start="Volver al principio",
        language="Elegir idioma",
        page="Página {n} de {of}",
        ask_visit="¿Qué tal su visita de hoy?",
        ask_friend="¿Qué probabilidad hay de que nos recomiende a un amigo?",
        ask_more="¿Qué le gustaría decirnos?",
    ),
    "it": Words(
        name="Italiano",
        faces=("Benissimo", "Bene", "Così così", "Male", "Malissimo"),
        one_tap="Basta un tocco. Il nome non serve.",
        good="Che cosa Le è piaciuto?",
        so_so="Che cosa potremmo migliorare?",
        bad="Che cosa è andato storto?",
        fits="Tocchi ciò che corrisponde, oppure ce lo dica a parole Sue.",
        choose="Tocchi una risposta.",
        least="Per niente probabile",
        most="Molto probabile",
        own_words="A parole Sue",
        skip="Salta",
        back="Indietro",
        next="Avanti",
        send="Invia",
        thanks="Grazie. Leggiamo ogni risposta.",
        still_there="È ancora qui? Si ricomincia tra {n} s.",
        here="Sono ancora qui",
        your_name="Il Suo nome, se vuole",
        reply="Telefono o e-mail, per una risposta",
        only_to_answer="Li usiamo solo per risponderLe. Nessuna pubblicità, a meno che non la chieda Lei.",
        idea="Ho un’idea",
        idea_title="Che cosa dovremmo provare?",
        idea_field="La Sua idea",
        nothing="È un piacere averLa qui.",
        start="All’inizio",
        language="Scelta della lingua",
        page="Pagina {n} di {of}",
        ask_visit="Com’è andata la Sua visita oggi?",
        ask_friend="Quanto è probabile che ci consigli a un amico?",
        ask_more="Che cosa vorrebbe dirci?",
    ),
    "pt": Words(
        name="Português",
        faces=("Muito bem", "Bem", "Mais ou menos", "Mal", "Muito mal"),
        one_tap="Basta um toque. Não é preciso dar o nome.",
        good="O que correu bem?",
        so_so="O que podemos melhorar?",
        bad="O que correu mal?",
        fits="Toque no que se aplica ou conte-nos por palavras suas.",
        choose="Toque numa resposta.",
        least="Nada provável",
        most="Muito provável",
        own_words="Por palavras suas",
        skip="Saltar",
        back="Voltar",
        next="Seguinte",
        send="Enviar",
        thanks="Obrigado. Lemos todas as respostas.",
        still_there="Ainda está aí? Voltamos ao início dentro de {n} s.",
        here="Ainda estou aqui",
        your_name="O seu nome, se quiser",
        reply="Telefone ou e-mail, para uma resposta",
        only_to_answer="Só os usamos para lhe responder. Sem publicidade, a não ser que a peça.",
        idea="Tenho uma ideia",
        idea_title="O que devíamos experimentar?",
        idea_field="A sua ideia",
        nothing="Ainda bem que veio.",
        start="Voltar ao início",
        language="Escolher o idioma",
        page="Página {n} de {of}",
        ask_visit="Como correu a sua visita de hoje?",
        ask_friend="Qual é a probabilidade de nos recomendar a um amigo?",
        ask_more="O que gostaria de nos dizer?",
    ),
    "nl": Words(
        name="Nederlands",
        faces=("Geweldig", "Goed", "Gaat wel", "Niet goed", "Heel slecht"),
        one_tap="Eén tik is genoeg. Uw naam is niet nodig.",
        good="Wat vond u goed?",
        so_so="Wat kan er beter?",
        bad="Wat ging er mis?",
        fits="Tik aan wat past, of vertel het in uw eigen woorden.",
        choose="Tik er één aan.",
        least="Zeer onwaarschijnlijk",
        most="Zeer waarschijnlijk",
        own_words="In uw eigen woorden",
        skip="Overslaan",
        back="Terug",
        next="Verder",
        send="Versturen",
        thanks="Dank u wel. We lezen elk antwoord.",
        still_there="Bent u er nog? Over {n} s beginnen we opnieuw.",
        here="Ik ben er nog",
        your_name="Uw naam, als u wilt",
        reply="Telefoon of e-mail, als u antwoord wilt",
        only_to_answer="We gebruiken dit alleen om u te antwoorden. Geen reclame, tenzij u erom vraagt.",
        idea="Ik heb een idee",
        idea_title="Wat zouden we eens moeten proberen?",
        idea_field="Uw idee",
        nothing="Fijn dat u er bent.",
        start="Terug naar het begin",
        language="Kies een taal",
        page="Pagina {n} van {of}",
        ask_visit="Hoe was uw bezoek vandaag?",
        ask_friend="Hoe waarschijnlijk is het dat u ons aan een vriend aanbeveelt?",
        ask_more="Wat wilt u ons vertellen?",
    ),
    "pl": Words(
        name="Polski",
        faces=("Wspaniale", "Dobrze", "Tak sobie", "Niedobrze", "Bardzo źle"),
        one_tap="Wystarczy jedno dotknięcie. Bez podawania imienia.",
        good="Co się Państwu podobało?",
        so_so="Co możemy poprawić?",
        bad="Co poszło nie tak?",
        fits="Prosimy dotknąć tego, co pasuje, albo napisać własnymi słowami.",
        choose="Prosimy dotknąć jednej odpowiedzi.",
        least="Bardzo mało prawdopodobne",
        most="Bardzo prawdopodobne",
        own_words="Własnymi słowami",
        skip="Pomiń",
        back="Wstecz",
        next="Dalej",
        send="Wyślij",
        thanks="Dziękujemy. Czytamy każdą odpowiedź.",
        still_there="Czy są Państwo jeszcze z nami? Zaczynamy od nowa za {n} s.",
        here="Tak, jestem tutaj",
        your_name="Imię, jeśli chcą je Państwo podać",
        reply="Telefon lub e-mail do odpowiedzi",
        only_to_answer="Użyjemy tego tylko do odpowiedzi. Bez reklam, chyba że sobie ich Państwo zażyczą.",
        idea="Mam pomysł",
        idea_title="Czego powinniśmy spróbować?",
        idea_field="Państwa pomysł",
        nothing="Miło nam Państwa gościć.",
        start="Na początek",
        language="Wybór języka",
        page="Strona {n} z {of}",
        ask_visit="Jak minęła dzisiejsza wizyta?",
        ask_friend="Na ile prawdopodobne jest, że polecą nas Państwo znajomym?",
        ask_more="Co chcieliby nam Państwo powiedzieć?",
    ),
    "uk": Words(
        name="Українська",
        faces=("Чудово", "Добре", "Так собі", "Не дуже", "Дуже погано"),
        one_tap="Достатньо одного дотику. Ім’я не потрібне.",
        good="Що Вам сподобалося?",
        so_so="Що нам варто покращити?",
        bad="Що пішло не так?",
        fits="Торкніться того, що підходить, або напишіть своїми словами.",
        choose="Торкніться однієї відповіді.",
        least="Дуже малоймовірно",
        most="Дуже ймовірно",
        own_words="Своїми словами",
        skip="Пропустити",
        back="Назад",
        next="Далі",
        send="Надіслати",
        thanks="Дякуємо. Ми читаємо кожну відповідь.",
        still_there="Ви ще тут? Почнемо спочатку за {n} с.",
        here="Я ще тут",
        your_name="Ваше ім’я, якщо бажаєте",
        reply="Телефон чи e-mail для відповіді",
        only_to_answer="Використаємо лише для відповіді Вам. Без реклами, хіба що Ви самі попросите.",
        idea="Маю ідею",
        idea_title="Що нам варто спробувати?",
        idea_field="Ваша ідея",
        nothing="Раді Вас бачити.",
        start="На початок",
        language="Вибрати мову",
        page="Сторінка {n} з {of}",
        ask_visit="Як минув Ваш візит сьогодні?",
        ask_friend="Наскільки ймовірно, що Ви порадите нас друзям?",
        ask_more="Що б Ви хотіли нам сказати?",
    ),
}

REASON_ICONS = {
    "people": "heart",
    "coffee": "coffee",
    "food": "cake",
    "bread": "bread",
    "cakes": "cake",
    "haircut": "star",
    "treatment": "star",
    "books": "notebook",
    "flowers": "gift",
    "wine": "gift",
    "work": "tool",
    "care": "heart-handshake",
    "choice": "tag",
    "advice": "help",
    "speed": "clock",
    "place": "armchair",
    "price": "credit-card",
}
"""What may be tapped below a face, with its icon."""

_REASONS = {
    "people": ("The people", "Das Team", "L’équipe", "El trato", "Il personale", "A equipa", "Het team", "Obsługa",
               "Персонал"),
    "coffee": ("The coffee", "Der Kaffee", "Le café", "El café", "Il caffè", "O café", "De koffie", "Kawa", "Кава"),
    "food": ("The food", "Das Essen", "La cuisine", "La comida", "Il cibo", "A comida", "Het eten", "Jedzenie", "Їжа"),
    "bread": ("The bread", "Das Brot", "Le pain", "El pan", "Il pane", "O pão", "Het brood", "Pieczywo", "Хліб"),
    "cakes": ("The cakes", "Der Kuchen", "Les gâteaux", "Los pasteles", "Le torte", "Os bolos", "Het gebak", "Ciasta",
              "Випічка"),
    "haircut": ("The cut", "Der Schnitt", "La coupe", "El corte", "Il taglio", "O corte", "De coupe", "Strzyżenie",
                "Стрижка"),
    "treatment": ("The treatment", "Die Behandlung", "Le soin", "El tratamiento", "Il trattamento", "O tratamento",
                  "De behandeling", "Zabieg", "Процедура"),
    "books": ("The books", "Die Bücher", "Les livres", "Los libros", "I libri", "Os livros", "De boeken", "Książki",
              "Книжки"),
    "flowers": ("The flowers", "Die Blumen", "Les fleurs", "Las flores", "I fiori", "As flores", "De bloemen",
                "Kwiaty", "Квіти"),
    "wine": ("The wine", "Der Wein", "Le vin", "El vino", "Il vino", "O vinho", "De wijn", "Wino", "Вино"),
    "work": ("The work", "Die Verarbeitung", "Le travail", "El trabajo", "Il lavoro", "O trabalho", "Het vakwerk",
             "Wykonanie", "Робота"),
    "care": ("The care", "Die Betreuung", "Les soins", "El cuidado", "Le cure", "Os cuidados", "De zorg", "Opieka",
             "Догляд"),
    "choice": ("The choice", "Die Auswahl", "Le choix", "La variedad", "La scelta", "A escolha", "De keuze", "Wybór",
               "Вибір"),
    "advice": ("The advice", "Die Beratung", "Les conseils", "El asesoramiento", "I consigli", "O aconselhamento",
               "Het advies", "Doradztwo", "Поради"),
    "speed": ("The speed", "Das Tempo", "La rapidité", "La rapidez", "La rapidità", "A rapidez", "De snelheid",
              "Szybkość", "Швидкість"),
    "place": ("The place", "Das Ambiente", "Le lieu", "El local", "L’ambiente", "O espaço", "De ruimte", "Lokal",
              "Атмосфера"),
    "price": ("The price", "Der Preis", "Le prix", "El precio", "Il prezzo", "O preço", "De prijs", "Cena", "Ціна"),
}  # fmt: skip

_BY_KIND = {
    "cafe": ("people", "coffee", "bread", "speed", "place"),
    "bakery": ("people", "bread", "cakes", "speed", "place"),
    "barber": ("people", "haircut", "speed", "price", "place"),
    "salon": ("people", "haircut", "treatment", "advice", "place"),
    "bookshop": ("people", "books", "choice", "advice", "place"),
    "florist": ("people", "flowers", "choice", "advice", "price"),
    "tailor": ("people", "work", "advice", "speed", "price"),
    "wine": ("people", "wine", "choice", "advice", "price"),
    "vet": ("people", "care", "advice", "speed", "price"),
    "other": ("people", "choice", "advice", "speed", "place"),
}


def reasons_for(kind: str) -> tuple[str, ...]:
    """The reasons a kind of shop begins with."""
    return _BY_KIND.get(kind, _BY_KIND["other"])


def reason(key: str, language: str) -> str:
    """A reason in words: "The people"; the key itself for one that is not known."""
    words = _REASONS.get(key)
    code = language.replace("_", "-").partition("-")[0].lower()
    return key if words is None else words[LANGUAGES.index(code) if code in LANGUAGES else 0]
