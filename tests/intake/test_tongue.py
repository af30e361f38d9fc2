"""Languages: what is not English is named; what may be English is never refused."""

import pytest

from casus.intake.tongue import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army shelled the bridge on Friday, a doctor said.", "en"),
        (
            "Rebels take Kelm; 40 dead; envoy heads home; talks off; Tarsk silent; Orkesh warns",
            "en",
        ),
        ("Kelm falls", "en"),
        ("12 dead.", "en"),
        ("“Мы не уйдём,” the commander of the valley said to the reporters on Friday.", "en"),
        ("Армия обстреляла мост в пятницу, сообщил врач.", "ru"),
        ("Армія обстріляла міст у п'ятницю, повідомив лікар.", "uk"),
        ("قصف الجيش الجسر يوم الجمعة حسبما قال طبيب.", "ar"),
        ("ارتش روز جمعه پل را گلوله‌باران کرد، پزشکی گفت.", "fa"),
        ("הצבא הפגיז את הגשר ביום שישי, אמר רופא.", "he"),
        ("军队周五炮击了这座桥，一名医生说。", "zh"),
        ("軍は金曜日に橋を砲撃したと医師が語った。", "ja"),
        (
            "L'armée a bombardé le pont vendredi, tuant douze personnes, selon un médecin de la ville.",
            "fr",
        ),
        (
            "Die Armee hat am Freitag die Brücke beschossen und zwölf Menschen getötet, sagte ein Arzt.",
            "de",
        ),
        (
            "El ejército bombardeó el puente el viernes y mató a doce personas, dijo un médico.",
            "es",
        ),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
