"""Which language an article is in: by script first, by English function words next.

The language model (py3langid: Lui & Baldwin 2012, *langid.py*) is loaded only for Latin
script without the function words of English. In doubt the answer is English: a short English
article must never be refused.
"""

from __future__ import annotations

import functools
import re
from typing import Any

_SAMPLE = 20_000
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cyrillic", re.compile("[\u0400-\u052f]")),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("hebrew", re.compile("[\u0590-\u05ff]")),
    ("greek", re.compile("[\u0370-\u03ff]")),
    ("armenian", re.compile("[\u0530-\u058f]")),
    ("georgian", re.compile("[\u10a0-\u10ff]")),
    ("devanagari", re.compile("[\u0900-\u097f]")),
    ("bengali", re.compile("[\u0980-\u09ff]")),
    ("thai", re.compile("[\u0e00-\u0e7f]")),
    ("burmese", re.compile("[\u1000-\u109f]")),
    ("ethiopic", re.compile("[\u1200-\u137f]")),
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("hangul", re.compile("[\uac00-\ud7af]")),
    ("han", re.compile("[\u4e00-\u9fff]")),
)
_LANGUAGE = {
    "hebrew": "he", "greek": "el", "armenian": "hy", "georgian": "ka", "devanagari": "hi",
    "bengali": "bn", "thai": "th", "burmese": "my", "ethiopic": "am", "kana": "ja",
    "hangul": "ko", "han": "zh",
}  # fmt: skip
# Letters that only one language of the script uses.
_OWN_LETTERS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("cyrillic", re.compile("[іїєґ]"), "uk"),
    ("cyrillic", re.compile("[ђјљњћџ]"), "sr"),
    ("arabic", re.compile("[ٹڈڑے]"), "ur"),
    ("arabic", re.compile("[پچژگ]"), "fa"),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Function words of English that its neighbours do not share ("in", "die", "an" they do).
_ENGLISH = frozenset(
    "the of and to that with for from by were was has have had said this which not their they "
    "been who its it is are as at on after will would before but his".split()
)
_CANDIDATES = [
    "en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr", "ro", "sv", "no", "da", "fi", "cs",
    "sk", "hu", "hr", "sl", "sq", "az", "id", "ms", "vi", "sw", "ca", "et", "lv", "lt", "tl",
]  # fmt: skip


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of ``text``; ``en`` in doubt."""
    sample = text[:_SAMPLE]
    latin = len(_LATIN.findall(sample))
    counts = [(len(pattern.findall(sample)), name) for name, pattern in _SCRIPTS]
    if sum(count for count, _ in counts) > latin:
        return _by_script(sample, {name: count for count, name in counts})
    words = [word.lower() for word in _WORD.findall(sample)]
    english = sum(1 for word in words if word in _ENGLISH)
    if len(words) < 8 or english >= 0.14 * len(words):
        return "en"
    return _by_model(sample, english / len(words))


def _by_script(sample: str, counts: dict[str, int]) -> str:
    if counts["kana"] > counts["han"] // 20 and counts["kana"]:
        return "ja"  # Japanese mixes kana into Chinese characters
    script = max(counts, key=lambda name: counts[name])
    for owner, letters, language in _OWN_LETTERS:
        if owner == script and len(letters.findall(sample)) * 100 > counts[script]:
            return language
    return _LANGUAGE.get(script, {"cyrillic": "ru", "arabic": "ar"}.get(script, "und"))


def _by_model(sample: str, english: float) -> str:
    language, probability = _model().classify(sample)
    certain = float(probability) > 0.95 and english < 0.08
    return str(language) if language != "en" and certain else "en"


@functools.cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load: only at need

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(_CANDIDATES)
    return model
