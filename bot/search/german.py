"""German, for the search: as much as keeps its commonest words from counting."""

from bot.search.language import Language, words

GERMAN = Language(
    idle=words("""
aber als also am an auch auf aus bei bin bis bist da damit dann das dass dem den denn der des die dies diese
diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es etwas euch für gab geben gibt
habe haben hat hatte hatten ich ihm ihn ihnen ihr ihre im in ins ist kann kein keine können man mehr mein mit
muss nach nicht noch nun nur ob oder sehr seid sein seine sich sie sind so soll sollen sollte über um und uns
unser vom von vor war waren warum was welche welchem welchen welcher welches wem wen wenn wer werden wessen
wie wieso wird wo worden wurde wurden zu zum zur bedeutet bitte erkläre heißt hallo
""")
)
