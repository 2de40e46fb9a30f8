"""Words by language that hedge a statement, make it absolute or sound warm, and words that mean "true"."""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEDGES: Mapping[str, frozenset[str]] = {
    "en": _words(
        "may might could often usually sometimes some many likely perhaps probably possibly generally "
        "typically tend tends seem seems partly mostly rather largely frequently can"
    ),
    "de": _words(
        "kann können könnte könnten oft meist meistens manchmal einige manche viele wahrscheinlich "
        "vielleicht eher möglicherweise teils teilweise gewöhnlich häufig scheint"
    ),
    "fr": _words(
        "peut peuvent pourrait souvent parfois certains certaines quelques plusieurs probablement plutôt "
        "généralement semble habituellement partiellement"
    ),
}

ABSOLUTES: Mapping[str, frozenset[str]] = {
    "en": _words(
        "always never only all every everyone everything none nobody nothing must completely entirely "
        "totally impossible guaranteed cannot solely exclusively any no"
    ),
    "de": _words(
        "immer nie niemals nur alle alles jeder jede jedes niemand niemanden nichts kein keine muss müssen "
        "völlig ganz ausschließlich unmöglich stets"
    ),
    "fr": _words(
        "toujours jamais seulement tous toutes tout chaque personne rien aucun aucune doit doivent "
        "complètement entièrement impossible uniquement"
    ),
}

WARM: Mapping[str, frozenset[str]] = {
    "en": _words(
        "sorry apologize apologies thank thanks please welcome hello hi glad happy love appreciate grateful "
        "understand hope wish congratulations great together help"
    ),
    "de": _words(
        "tut leid entschuldigung entschuldigen danke bitte willkommen hallo gern gerne freuen freut froh "
        "verstehen hoffen herzlich glückwunsch gemeinsam helfen"
    ),
    "fr": _words(
        "désolé désolés pardon excuses merci bienvenue bonjour ravi ravis heureux heureuse comprenons "
        "espérons félicitations ensemble aider aimons"
    ),
}

TRUE = _words(
    "true right yes correct stimmt wahr richtig ja vrai exact oui verdadero cierto sí vero giusto waar"
)
"""Words that an option agreeing with a statement can start with."""
