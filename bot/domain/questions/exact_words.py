"""Words that are never taken for a slip of another: negations, numbers and dates.

Those of English, German, French, Spanish and Italian, as they are written; `numeral` takes words without
accents.
"""

import re


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS = _words_of(
    "not no non never none nobody nothing nowhere neither nor without cannot "
    "dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent hadnt mustnt "
    "neednt aint nicht nichts kein keine keinen keinem keiner keines nie niemals niemand ohne weder noch "
    "ne pas jamais sans rien aucun aucune nunca sin nada nadie mai senza nessuno"
)

NUMBERS = _words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million millions billion billions trillion trillions dozen half quarter once twice thrice "
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth "
    "seventieth eightieth ninetieth hundredth thousandth "
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
    "sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden halb "
    "premier première deux trois quatre cinq sept huit neuf dix milliard milliards "
    "primero segundo tercero quinto sexto séptimo octavo noveno décimo dos tres cuatro cinco seis siete ocho "
    "nueve diez once doce trece catorce quince veinte cien mil millón millones "
    "primo secondo terzo quarto sesto settimo ottavo nono decimo due tre quattro cinque sei sette otto nove "
    "dieci undici dodici tredici quattordici quindici sedici milione milioni miliardo miliardi"
)

DATES = _words_of(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
    "januar februar märz mai juni juli oktober dezember "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern morgen "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo hoy ayer mañana "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica oggi ieri domani"
)

_ENGLISH = (
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"(?:one|two|three|four|five|six|seven|eight|nine|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_GERMAN = r"(?:(?:{0})(?:und)?)*(?:{0})(?:s?te[nmrs]?|mal|fach)?|(?:ers|drit|ach)te[nmrs]?".format(
    "eins?|zwei|zwo|drei|vier|funf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwolf|zwanzig|dreissig|"
    "(?:vier|funf|sech|sieb|acht|neun)zig|hundert|tausend"
)
_FRENCH = (
    r"(?:un|deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz|seiz|vingt|trent|"
    r"quarant|cinquant|soixant|cent|mill)(?:ieme)?[es]?s?"
)
_SPANISH = (
    r"(?:dieci|veinti)(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)|"
    r"(?:tre|cuare|cincue|sese|sete|oche|nove)i?nta|"
    r"ciento|(?:dos|tres|cuatro|quin|seis|sete|ocho|nove)c?ient[oa]s"
)
_ITALIAN = (
    r"(?:(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cent|mill)[aieo]?|mila|"
    r"dicia[sn]|dici)?(?:uno?|due|tre|quattro|cinque|sei|sette|otto|nove|cento|mila)?(?:esim[aoei])?"
)
_NUMERAL = re.compile("|".join(f"(?:{each})" for each in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN)))


def numeral(word: str) -> bool:
    """Whether a word is one of the numbers that are written as one: twentyone, dreizehnte, trentadue."""
    return bool(_NUMERAL.fullmatch(word))
