"""Texts in other languages: asked about, never waved through; stopped where they say that it is now."""

import pytest

from screening.emergency import assess
from screening.emergency.reader import examine
from screening.emergency.tongue import is_unread, listen

CALM = {
    "es": "Hola a todos, busco un proveedor de guantes que no sea muy caro para la clínica.",
    "fr": "Bonjour, quelle marque de lampe est la meilleure pour une petite clinique ?",
    "de": "Welche Lampe ist für eine kleine Praxis am besten und wo habt ihr sie gekauft?",
    "pt": "Olá, alguém sabe onde se compra uma boa lâmpada para a clínica e o que custa?",
    "it": "Buongiorno, quale lampada è la migliore per uno studio piccolo e che cosa costa?",
    "nl": "Welke lamp is het beste voor een kleine praktijk en wat kost het?",
    "pl": "Dzień dobry, jaka lampa jest najlepsza do małego gabinetu i czy to się opłaca?",
    "ro": "Bună ziua, ce lampă este mai bună pentru un cabinet mic și de unde se ia?",
    "tr": "Merhaba, küçük bir klinik için en iyi lamba hangisi ve bu ne kadar?",
    "sv": "Hej, vilken lampa är bäst för en liten klinik och vad kostar den nu för er som har det?",
    "ar": "مرحبا، ما هو أفضل مصباح لعيادة صغيرة؟",
    "zh": "大家好，小诊所用什么灯比较好？",
    "ru": "Здравствуйте, какая лампа лучше для небольшого кабинета?",
    "uk": "Добрий день, яка лампа краща для невеликого кабінету?",
}
LIVE = {
    "es": "Ayuda, la paciente no puede respirar desde que le puse el ácido y no sé qué hacer.",
    "fr": "Elle ne voit plus de l’œil droit depuis que je l’ai injectée, que faire ?",
    "de": "Nach dem Filler: die Lippe ist weiß und sie hat Schmerzen, was soll ich tun?",
    "pt": "Ela não consegue respirar e eu não sei o que fazer, por favor",
    "it": "Dopo il filler il labbro è bianco e lei ha molto dolore, che cosa faccio?",
    "pl": "Ona nie może oddychać i nie wiem co zrobić, to jest po kwasie",
    "ro": "Nu poate respira și nu știu ce să fac, este după anestezie",
    "tr": "Hasta nefes alamıyor ve ne yapacağım bilmiyorum, çok acil",
    "ar": "المريضة لا تستطيع التنفس الآن",
    "zh": "打完针之后她看不见了，怎么办",
    "ru": "Она потеряла сознание после укола, что делать?",
    "uk": "Вона не може дихати після уколу, що робити?",
}


@pytest.mark.parametrize("tongue", CALM)
def test_what_cannot_be_read_is_asked_about(tongue: str) -> None:
    found = assess("", CALM[tongue], "discussion")
    assert (found.band, found.reasons[0]) == ("ask", "written in a language that is not read here")


@pytest.mark.parametrize("tongue", LIVE)
def test_what_says_that_it_is_now_is_stopped_and_quoted(tongue: str) -> None:
    found = assess("", LIVE[tongue], "questions")
    sign = found.signs[0]
    assert (found.band, sign.event, sign.critical) == ("deflect", "other_tongue", True)
    assert LIVE[tongue][sign.start : sign.end] == sign.quote


@pytest.mark.parametrize(
    "text", ["Quiero morir, no puedo más con esto", "Я больше не могу, хочу умереть", "我不想活了"]
)
def test_who_wants_to_die_is_led_to_the_crisis_line(text: str) -> None:
    found = assess("", text, "support")
    assert (found.band, [sign.event for sign in found.signs]) == ("deflect", ["suicidality"])


def test_a_title_counts_and_so_does_a_reader_without_weights() -> None:
    assert assess("No respira la paciente que está en la camilla", "", "questions").band == "deflect"
    assert examine("", CALM["es"], parent="", model=None).band == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "Which fridge thermometer do you use in clinic, and how often do you write the reading down?",
        "pt pain free, CRT 2s, nil Δ, wt 60 kg, 0.5 µg/ml",
        "De novo lesion; in vitro and in situ data, et al. 2019",
        "Señora García asked for the leaflet in Spanish: who has one?",
        "https://example.org/es/la-paciente-no-puede-venir-hoy-por-la-tarde",
        "😀😀😀 👍",
        "",
    ],
)
def test_english_is_left_alone(text: str) -> None:
    assert (is_unread(text), listen("", text).signs) == (False, ())


def test_english_that_quotes_a_cry_is_asked_about() -> None:
    quoted = (
        "In class they taught us that the words no puede respirar mean trouble. Which phrase book do you use for this?"
    )
    assert assess("", quoted, "discussion").band in ("ask", "deflect")
